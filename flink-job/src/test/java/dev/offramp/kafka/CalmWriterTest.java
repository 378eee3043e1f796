package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.junit.jupiter.api.Test;

class CalmWriterTest {

    /** Fails as Kafka's does: whatever it is asked for, or only when it is closed. */
    private static final class Complaining
            implements StatefulSinkWriter<String, KafkaWriterState>, CommittingSinkWriter<String, KafkaCommittable> {

        private final List<String> asked = new ArrayList<>();
        private final Exception complaint;

        private Complaining(Exception complaint) {
            this.complaint = complaint;
        }

        @Override
        public void write(String element, Context context) throws IOException {
            asked.add(element);
            throw new IOException("written in vain");
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            asked.add("flush");
            throw new IOException("flushed in vain");
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            asked.add("watermark");
        }

        @Override
        public Collection<KafkaCommittable> prepareCommit() {
            asked.add("prepare");
            return List.of();
        }

        @Override
        public List<KafkaWriterState> snapshotState(long checkpointId) {
            asked.add("snapshot " + checkpointId);
            return List.of();
        }

        @Override
        public void close() throws Exception {
            asked.add("close");
            throw complaint;
        }
    }

    private final Complaining kafkas =
            new Complaining(new IOException("One or more Kafka Producer send requests failed"));
    private final CalmWriter<String> writer = new CalmWriter<>(kafkas);

    @Test
    void a_close_that_fails_ends_nobodys_task_manager() {
        assertThatCode(writer::close).doesNotThrowAnyException();
        assertThat(kafkas.asked).containsExactly("close");
    }

    @Test
    void a_close_in_a_hurry_leaves_the_thread_in_one() {
        new CalmWriter<>(new Complaining(new InterruptedException())).close();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void all_else_is_passed_on_and_its_failures_are() throws Exception {
        assertThatThrownBy(() -> writer.write("answer", null)).hasMessage("written in vain");
        assertThatThrownBy(() -> writer.flush(true)).hasMessage("flushed in vain");
        writer.writeWatermark(new Watermark(1));
        writer.prepareCommit();
        writer.snapshotState(7);

        assertThat(kafkas.asked).containsExactly("answer", "flush", "watermark", "prepare", "snapshot 7");
    }
}

package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

class CalmWriterTest {

    /** Fails as Kafka's does: whatever it is asked for, or only when it is closed. */
    private static class Complaining
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
    private final CalmWriter<String> writer = new CalmWriter<>(kafkas, Duration.ofMinutes(1));

    @Test
    void a_close_that_fails_ends_nobodys_task_manager() {
        assertThatCode(writer::close).doesNotThrowAnyException();
        assertThat(kafkas.asked).containsExactly("close");
    }

    @Test
    void a_close_in_a_hurry_leaves_the_thread_in_one() {
        new CalmWriter<>(new Complaining(new InterruptedException()), Duration.ofMinutes(1)).close();

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

    /** Waits in a flush for a producer whose thread has died, as Kafka's client does: until it is interrupted. */
    private static final class Waiting extends Complaining {

        private Waiting() {
            super(new IOException());
        }

        @Override
        public void flush(boolean endOfInput) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new InterruptException(e); // and the thread is interrupted again
            }
        }
    }

    @Test
    void a_producer_that_never_confirms_fails_its_task_instead_of_holding_it() {
        var waiting = new CalmWriter<>(new Waiting(), Duration.ofMillis(50));

        assertThatThrownBy(() -> waiting.flush(false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("confirmed nothing");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_task_that_is_cancelled_while_it_waits_stays_interrupted() {
        var waiting = new CalmWriter<>(new Waiting(), Duration.ofMinutes(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> waiting.flush(false)).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_flush_in_time_leaves_no_interrupt_behind() throws Exception {
        try (Overdue overdue = Overdue.after(Duration.ofMillis(50))) {
            assertThat(overdue.isPast()).isFalse();
        }

        Thread.sleep(100);

        assertThat(Thread.interrupted()).isFalse();
    }
}

package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.registry.WrittenForm;
import dev.offramp.sample.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class OutgoingRecordWriterTest {

    /** Partitions are chosen by key, so nobody asks for them. */
    private static final KafkaSinkContext CONTEXT = new KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            throw new AssertionError("partitioned by key");
        }
    };

    @Test
    void a_record_goes_to_the_topic_with_its_key_and_its_time() {
        ProducerRecord<byte[], byte[]> record = written(new byte[] {1});

        assertThat(record.topic()).isEqualTo("answers");
        assertThat(record.partition()).isNull();
        assertThat(record.key()).containsExactly(1);
        assertThat(record.value()).containsExactly(2, 3);
        assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void a_record_says_which_trace_it_belongs_to_if_it_does() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Origin origin = new Origin("frames", 0, 1, 2);
        var writer = new OutgoingRecordWriter("answers", List.of(), WrittenForm.SINGLE_OBJECT);

        assertThat(writer.serialize(caused(origin), CONTEXT, 1L).headers()).isEmpty();
        assertThat(writer.serialize(caused(origin.in(trace)), CONTEXT, 1L)
                        .headers()
                        .lastHeader("traceparent")
                        .value())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(trace);
    }

    @Test
    void a_record_without_a_key_is_spread_over_the_partitions() {
        assertThat(written(new byte[0]).key()).isNull();
    }

    @Test
    void a_tombstone_is_written_without_a_value() {
        OutgoingRecord tombstone = new OutgoingRecord(new byte[] {1}, new byte[0], 7, true);

        assertThat(new OutgoingRecordWriter("policies", List.of(), WrittenForm.SINGLE_OBJECT)
                        .serialize(tombstone, CONTEXT, 0L)
                        .value())
                .isNull();
    }

    @Test
    void a_record_may_name_another_topic_of_the_sink_s() {
        OutgoingRecord state = new OutgoingRecord("states", new byte[] {1}, new byte[] {2}, 7, false);
        OutgoingRecordWriter writer = new OutgoingRecordWriter("answers", List.of("states"), WrittenForm.SINGLE_OBJECT);

        assertThat(writer.serialize(state, CONTEXT, 0L).topic()).isEqualTo("states");
        assertThat(writer.getKafkaDatasetFacet()
                        .orElseThrow()
                        .getTopicIdentifier()
                        .getTopics())
                .as("where transactions of an earlier run are looked for")
                .containsExactly("answers", "states");
    }

    private static ProducerRecord<byte[], byte[]> written(byte[] key) {
        OutgoingRecord record = new OutgoingRecord(key, new byte[] {2, 3}, 1_700_000_000_000L);
        return new OutgoingRecordWriter("answers", List.of("states"), WrittenForm.SINGLE_OBJECT)
                .serialize(record, CONTEXT, 0L);
    }

    private static OutgoingRecord caused(Origin origin) {
        return new OutgoingRecord(new byte[] {1}, new byte[] {2}, 7, origin);
    }
}

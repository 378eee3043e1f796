package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The deserialiser never throws, whatever lies on the topic. */
class ConsumedRecordReaderTest {

    @Test
    void a_record_is_handed_on_as_it_is_with_where_it_was_read() {
        ConsumedRecord read = read(new byte[] {1}, new byte[] {2, 3});

        assertThat(read.origin()).isEqualTo(new Origin("frames", 3, 42, 1_700_000_000_000L));
        assertThat(read.key()).containsExactly(1);
        assertThat(read.value()).containsExactly(2, 3);
    }

    @Test
    void what_a_record_does_not_have_is_empty() {
        ConsumedRecord read = read(null, null);

        assertThat(read.key()).isEmpty();
        assertThat(read.value()).isEmpty();
    }

    @Test
    void the_trace_of_a_record_is_kept_where_it_is_one() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(traced(trace)).isEqualTo(trace);
        assertThat(traced(trace.replace("0a", "0A"))).isEqualTo(Origin.NO_TRACE);
        assertThat(traced("ff" + trace.substring(2))).isEqualTo(Origin.NO_TRACE);
        assertThat(traced(trace + "-more")).isEqualTo(Origin.NO_TRACE);
        assertThat(traced("")).isEqualTo(Origin.NO_TRACE);
        assertThat(traced(null)).isEqualTo(Origin.NO_TRACE);
    }

    private static String traced(@Nullable String header) {
        var headers = new RecordHeaders();
        headers.add("traceparent", header == null ? null : header.getBytes(StandardCharsets.UTF_8));
        return read(null, null, headers).origin().traceParent();
    }

    private static ConsumedRecord read(byte @Nullable [] key, byte @Nullable [] value) {
        return read(key, value, new RecordHeaders());
    }

    private static ConsumedRecord read(byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "frames",
                3,
                42,
                1_700_000_000_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
        List<ConsumedRecord> read = new ArrayList<>();
        new ConsumedRecordReader().deserialize(record, collector(read));
        return read.get(0);
    }

    private static Collector<ConsumedRecord> collector(List<ConsumedRecord> read) {
        return new Collector<>() {
            @Override
            public void collect(ConsumedRecord record) {
                read.add(record);
            }

            @Override
            public void close() {}
        };
    }
}

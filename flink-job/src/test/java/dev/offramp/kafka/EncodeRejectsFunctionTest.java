package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.Reject;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodeRejectsFunctionTest {

    private static final byte[] KEY = "camera-1".getBytes(UTF_8);

    @Test
    void a_reject_says_where_the_record_was_what_it_was_and_why() throws IOException {
        OutgoingRecord record = encoded(KEY, RejectReason.TRUNCATED_IMAGE);

        assertThat(decoded(record))
                .isEqualTo(dev.offramp.schema.Reject.newBuilder()
                        .setTopic("frames")
                        .setPartition(3)
                        .setOffset(42)
                        .setTimestamp(Instant.ofEpochMilli(1_700_000_000_000L))
                        .setKey(ByteBuffer.wrap(KEY))
                        .setReason(dev.offramp.schema.RejectReason.TRUNCATED_IMAGE)
                        .setDetail("what was wrong")
                        .setOriginal(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                        .setOriginalSize(1_000)
                        .build());
        assertThat(record.key()).isEqualTo(KEY);
    }

    @Test
    void a_reject_is_stamped_when_it_is_written_for_the_record_may_have_no_timestamp_at_all() {
        Origin withoutTimestamp = new Origin("frames", 3, 42, -1);
        Reject reject = new Reject(withoutTimestamp, KEY, RejectReason.NOT_AVRO, "what was wrong", new byte[0], 0);
        long before = System.currentTimeMillis();

        assertThat(new EncodeRejectsFunction().map(reject).timestampMillis())
                .isBetween(before, System.currentTimeMillis());
    }

    @Test
    void a_record_that_had_no_key_has_none_in_its_reject() throws IOException {
        assertThat(decoded(encoded(new byte[0], RejectReason.EMPTY_KEY)).getKey())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void every_reason_has_a_name_on_the_topic(RejectReason reason) throws IOException {
        assertThat(decoded(encoded(KEY, reason)).getReason().name()).isEqualTo(reason.name());
    }

    private static OutgoingRecord encoded(byte[] key, RejectReason reason) {
        Reject reject = new Reject(TestRecords.ORIGIN, key, reason, "what was wrong", new byte[] {1, 2, 3}, 1_000);
        return new EncodeRejectsFunction().map(reject);
    }

    private static dev.offramp.schema.Reject decoded(OutgoingRecord record) throws IOException {
        return dev.offramp.schema.Reject.getDecoder().decode(record.value(), null);
    }
}

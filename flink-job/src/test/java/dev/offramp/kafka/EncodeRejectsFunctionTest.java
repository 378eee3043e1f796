package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.Origin;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
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
        OutgoingRecord record = encoded(KEY, RefusalReason.TRUNCATED_IMAGE);

        assertThat(decoded(record))
                .isEqualTo(Reject.newBuilder()
                        .setTopic("frames")
                        .setPartition(3)
                        .setOffset(42)
                        .setTimestamp(Instant.ofEpochMilli(1_700_000_000_000L))
                        .setKey(ByteBuffer.wrap(KEY))
                        .setReason(RejectReason.TRUNCATED_IMAGE)
                        .setDetail("what was wrong")
                        .setOriginal(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                        .setOriginalSize(1_000)
                        .build());
        assertThat(record.key()).isEqualTo(KEY);
    }

    @Test
    void a_reject_is_stamped_when_it_is_written_for_the_record_may_have_no_timestamp_at_all() {
        Origin withoutTimestamp = new Origin("frames", 3, 42, -1);
        RejectedRecord reject =
                new RejectedRecord(withoutTimestamp, KEY, RefusalReason.NOT_AVRO, "what was wrong", new byte[0], 0);
        long before = System.currentTimeMillis();

        assertThat(new EncodeRejectsFunction().map(reject).timestampMillis())
                .isBetween(before, System.currentTimeMillis());
    }

    @Test
    void a_record_that_had_no_key_has_none_in_its_reject() throws IOException {
        assertThat(decoded(encoded(new byte[0], RefusalReason.EMPTY_KEY)).getKey())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void every_reason_has_a_name_on_the_topic(RefusalReason reason) throws IOException {
        assertThat(decoded(encoded(KEY, reason)).getReason().name()).isEqualTo(reason.name());
    }

    private static OutgoingRecord encoded(byte[] key, RefusalReason reason) {
        RejectedRecord reject =
                new RejectedRecord(TestRecords.ORIGIN, key, reason, "what was wrong", new byte[] {1, 2, 3}, 1_000);
        return new EncodeRejectsFunction().map(reject);
    }

    private static Reject decoded(OutgoingRecord record) throws IOException {
        return Reject.getDecoder().decode(record.value(), null);
    }
}

package dev.offramp.rejects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.Origin;
import org.junit.jupiter.api.Test;

class RejectedRecordTest {

    private static final Origin ORIGIN = new Origin("frames", 3, 42, 1_700_000_000_000L);

    @Test
    void a_reject_keeps_what_fits_and_says_how_much_there_was() {
        RejectedRecord reject = RejectedRecord.of(ORIGIN, new byte[2_000], new byte[100], refusal("wrong"), 16);

        assertThat(reject.key()).hasSize(1_024);
        assertThat(reject.original()).hasSize(16);
        assertThat(reject.originalSize()).isEqualTo(100);
    }

    @Test
    void a_small_record_is_kept_whole() {
        byte[] key = {1};
        byte[] value = {2, 3};
        RejectedRecord reject = RejectedRecord.of(ORIGIN, key, value, refusal("wrong"), 16);

        assertThat(reject.key()).isEqualTo(key);
        assertThat(reject.original()).isEqualTo(value);
        assertThat(reject.reason()).isEqualTo(RefusalReason.NOT_AVRO);
        assertThat(reject.detail()).isEqualTo("wrong");
    }

    /** It may quote what a stranger wrote, and must fit its topic all the same. */
    @Test
    void a_detail_is_cut_where_it_goes_on_for_ever() {
        RejectedRecord reject = RejectedRecord.of(ORIGIN, new byte[0], new byte[0], refusal("x".repeat(5_000_000)), 16);

        assertThat(reject.detail()).hasSizeLessThan(2_000).startsWith("xxx").endsWith("…");
    }

    @Test
    void a_refusal_carries_no_stack_trace_for_there_may_be_many() {
        assertThat(refusal("wrong").getStackTrace()).isEmpty();
    }

    private static Refusal refusal(String detail) {
        return new Refusal(RefusalReason.NOT_AVRO, detail);
    }
}

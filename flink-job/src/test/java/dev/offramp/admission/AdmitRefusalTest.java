package dev.offramp.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Wish;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom admission does not let in. */
class AdmitRefusalTest {

    private final TestingAdmission job = new TestingAdmission();

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void a_frame_whose_answer_is_late_already_is_refused_undecoded_with_its_record() throws Exception {
        job.setProcessingTime(1_041);
        Sample sample = new Sample(new Origin("frames", 0, 7, 1_000), "a", 0, 0, OptionalInt.empty(), 40);
        job.admit(sample);

        assertThat(job.admitted()).isEmpty();
        RejectedRecord reject = job.rejects().get(0);
        assertThat(reject.reason()).isEqualTo(RefusalReason.PAST_DEADLINE);
        assertThat(reject.detail()).contains("due 40 ms").contains("41 ms had passed");
        assertThat(reject.original()).containsExactly(1, 2, 3);
    }

    @Test
    void a_stream_that_sends_more_than_its_rate_is_refused_undecoded_and_others_are_not() throws Exception {
        PolicyTerms tenASecond =
                new PolicyTerms(Wish.OPEN, PolicyTerms.OPEN, PolicyTerms.OPEN, 10, PolicyTerms.OPEN_SHARE);
        job.read(new ScopedPolicy(Scope.STREAM, "fast", ScopedPolicy.AT_ONCE, 1, tenASecond, Succession.by("tests")));
        for (int n = 0; n < 30; n++) {
            job.admit("fast", 0);
            job.admit("other", 0);
        }

        assertThat(job.admitted())
                .extracting(admitted -> admitted.frame().sample().stream())
                .filteredOn("fast"::equals)
                .hasSize(10);
        assertThat(job.admitted()).hasSize(40);
        assertThat(job.rejects()).hasSize(20).allSatisfy(reject -> assertThat(reject.reason())
                .isEqualTo(RefusalReason.OVER_QUOTA));
    }

    @Test
    void a_frame_that_is_due_now_is_let_in() throws Exception {
        job.setProcessingTime(1_040);
        Sample sample = new Sample(new Origin("frames", 0, 7, 1_000), "a", 0, 0, OptionalInt.empty(), 40);
        job.admit(sample);

        assertThat(job.admitted()).hasSize(1);
    }
}

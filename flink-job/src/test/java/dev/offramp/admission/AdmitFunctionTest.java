package dev.offramp.admission;

import static dev.offramp.admission.TestingAdmission.everybody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Wish;
import dev.offramp.policy.Withdrawal;
import dev.offramp.rejects.RefusalReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmitFunctionTest {

    private final TestingAdmission job = new TestingAdmission();

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void a_sample_meets_the_policy_of_the_bundle_until_an_update_comes_and_the_update_from_then_on() throws Exception {
        job.admit("a", 0);
        job.update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.admit("a", 1);

        assertThat(job.versions()).containsExactly(0L, 1L);
    }

    @Test
    void the_most_specific_policy_is_stamped() throws Exception {
        job.update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.update(2, Scope.GROUP, "lobby-", Long.MIN_VALUE, 0.1f, 0.2f);
        job.update(3, Scope.STREAM, "lobby-7", Long.MIN_VALUE, 0.1f, 0.2f);
        job.admit("roof", 0);
        job.admit("lobby-1", 0);
        job.admit("lobby-7", 0);

        assertThat(job.versions()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_policy_of_the_future_is_met_by_the_frames_of_that_time_and_later() throws Exception {
        job.update(1, Scope.DEFAULT, "", 10, 0.1f, 0.2f);
        job.admit("a", 9);
        job.admit("a", 10);
        job.admit("a", 9); // a replay meets the same policy again

        assertThat(job.versions()).containsExactly(0L, 1L, 0L);
    }

    @Test
    void a_bad_update_changes_nothing_and_becomes_one_reject() throws Exception {
        job.update(2, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.3f, 0.4f);
        job.update(3, Scope.DEFAULT, "", Long.MIN_VALUE, 0.3f);
        job.admit("a", 0);

        assertThat(job.versions()).containsExactly(2L);
        assertThat(job.rejects()).hasSize(2).allSatisfy(reject -> assertThat(reject.reason())
                .isEqualTo(RefusalReason.BAD_POLICY));
    }

    @Test
    void a_wish_that_cannot_be_met_is_rejected_with_the_least_that_can() throws Exception {
        job.read(everybody(1, new Wish.MeanMultiplyAdds(99)));
        job.admit("a", 0);

        assertThat(job.versions()).containsExactly(0L);
        assertThat(job.rejects()).singleElement().satisfies(reject -> assertThat(reject.detail())
                .contains("policy DEFAULT/ version 1 asks for a mean cost of 99 multiply-adds")
                .contains("the least that can be met is 100 multiply-adds"));
    }

    @Test
    void a_withdrawn_policy_leaves_the_next_wider_one_in_force() throws Exception {
        job.update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.update(2, Scope.STREAM, "a", Long.MIN_VALUE, 0.1f, 0.2f);
        job.admit("a", 0);
        job.read(new Withdrawal(Scope.STREAM, "a", ScopedPolicy.AT_ONCE));
        job.admit("a", 1);
        job.read(new Withdrawal(Scope.DEFAULT, "", ScopedPolicy.AT_ONCE));
        job.admit("a", 2);

        assertThat(job.versions()).containsExactly(2L, 1L, 0L);
    }
}

package dev.offramp.admission;

import static dev.offramp.admission.TestingAdmission.everybody;
import static dev.offramp.admission.TestingAdmission.known;
import static dev.offramp.admission.TestingAdmission.policyUpdate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.policy.TestBundles;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in force after a start: of a savepoint, of the topic, of another bundle. */
class AdmitRestartTest {

    private final TestingAdmission job = new TestingAdmission();

    @AfterEach
    void close() throws Exception {
        job.close();
    }

    @Test
    void the_first_sample_meets_the_policies_that_were_there_and_reading_them_again_says_nothing_new()
            throws Exception {
        List<PolicyChange> topic = List.of(
                policyUpdate(5, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f),
                policyUpdate(6, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f),
                policyUpdate(7, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f));
        job.startOver(TestBundles.SERVED, topic);

        job.admit("a", 0);
        topic.forEach(job::read);
        job.admit("a", 1);
        job.update(8, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.admit("a", 2);

        assertThat(job.versions()).containsExactly(6L, 6L, 8L);
        assertThat(job.rejects()).hasSize(1); // the misfit's, once
    }

    @Test
    void a_policy_that_was_withdrawn_before_the_start_is_at_no_time_in_force() throws Exception {
        ScopedPolicy gone = policyUpdate(5, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.startOver(TestBundles.SERVED, List.of(gone, gone.withdrawal()));

        job.admit("a", 0);
        job.read(gone);
        job.admit("a", 1);
        job.read(gone.withdrawal());
        job.admit("a", 2);
        job.update(1, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.admit("a", 3);

        assertThat(job.versions()).containsExactly(0L, 0L, 0L, 1L);
    }

    @Test
    void policies_outlive_a_restart() throws Exception {
        job.update(4, Scope.STREAM, "a", Long.MIN_VALUE, 0.1f, 0.2f);
        job.restart(TestBundles.SERVED, KnownPolicies.NONE);
        job.admit("a", 0);

        assertThat(job.versions()).containsExactly(4L);
    }

    @Test
    void a_withdrawal_between_a_savepoint_and_the_start_is_not_undone_by_the_savepoint() throws Exception {
        ScopedPolicy gone = policyUpdate(4, Scope.STREAM, "a", Long.MIN_VALUE, 0.1f, 0.2f);
        job.read(gone);
        job.restart(TestBundles.SERVED, known(TestBundles.SERVED, List.of(gone, gone.withdrawal())));
        job.admit("a", 0);

        assertThat(job.versions()).containsExactly(0L);
    }

    @Test
    void wishes_in_a_savepoint_are_resolved_anew_by_another_bundle() throws Exception {
        job.read(everybody(4, new Wish.AccuracyLoss(0.1)));
        job.admit("a", 0);
        assertThat(job.stamped().criterion()).isEqualTo(TestBundles.SERVED.resolve(new Wish.AccuracyLoss(0.1)));

        job.restart(TestBundles.OTHER, KnownPolicies.NONE);
        job.admit("a", 1);

        assertThat(job.stamped().version()).isEqualTo(4);
        assertThat(job.stamped().criterion()).isEqualTo(TestBundles.OTHER.resolve(new Wish.AccuracyLoss(0.1)));
        assertThat(job.stamped().thresholds().count()).isEqualTo(3);
    }

    @Test
    void thresholds_in_a_savepoint_are_not_obeyed_by_another_bundle_but_limits_are() throws Exception {
        Wish thresholds = policyUpdate(4, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f)
                .terms()
                .wish();
        job.read(new ScopedPolicy(
                Scope.DEFAULT,
                "",
                ScopedPolicy.AT_ONCE,
                4,
                PolicyTerms.of(thresholds, new Limits(50, 1_000_000), 0.5),
                Succession.by("tests")));
        job.restart(TestBundles.OTHER, KnownPolicies.NONE);
        job.admit("a", 0);

        assertThat(job.stamped())
                .isEqualTo(new Policy(4, TestBundles.OTHER.recommended().criterion(), new Limits(50, 1_000_000), 0.5));
    }

    @Test
    void the_bundle_that_comes_back_obeys_its_thresholds_again() throws Exception {
        job.update(4, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.restart(TestBundles.OTHER, KnownPolicies.NONE);
        job.admit("a", 0);
        job.restart(TestBundles.SERVED, KnownPolicies.NONE);
        job.admit("a", 1);

        assertThat(job.stamped().version()).isEqualTo(4);
        assertThat(job.stamped().thresholds()).isEqualTo(Thresholds.of(0.1f, 0.2f));
    }

    @Test
    void what_the_new_bundle_cannot_meet_stands_in_nobodys_way() throws Exception {
        job.read(everybody(7, new Wish.MeanMultiplyAdds(150)));
        job.restart(TestBundles.UNCALIBRATED, KnownPolicies.NONE);
        job.admit("a", 0);
        job.update(8, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        job.admit("a", 1);

        assertThat(job.versions()).containsExactly(0L, 8L);
    }

    @Test
    void a_policy_published_between_a_savepoint_and_the_start_is_met_by_the_first_sample() throws Exception {
        ScopedPolicy first = policyUpdate(5, Scope.DEFAULT, "", Long.MIN_VALUE, 0.1f, 0.2f);
        ScopedPolicy second = policyUpdate(6, Scope.DEFAULT, "", Long.MIN_VALUE, 0.3f, 0.4f);
        job.read(first);
        job.restart(TestBundles.SERVED, known(TestBundles.SERVED, List.of(first, second)));

        job.admit("a", 0);
        job.read(second);
        job.admit("a", 1);

        assertThat(job.versions()).containsExactly(6L, 6L);
    }
}

package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyTest {

    @Test
    void a_policy_of_thresholds_alone_has_no_budget_and_no_deadline() {
        Policy policy = Policy.of(3, ConfidenceMeasure.MARGIN, Thresholds.of(0.5f));

        assertThat(policy.limits().budget()).isEmpty();
        assertThat(policy.limits().deadlineMillis()).isEqualTo(Limits.NONE);
    }

    @Test
    void a_budget_is_in_multiply_adds_a_sample() {
        Policy policy = new Policy(
                3, Criterion.of(ConfidenceMeasure.MARGIN, Thresholds.of(0.5f)), new Limits(250, 30_000_000), 0);

        assertThat(policy.limits().budget()).hasValue(30_000_000);
    }
}

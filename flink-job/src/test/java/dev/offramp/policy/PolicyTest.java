package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyTest {

    @Test
    void a_policy_of_thresholds_alone_has_no_budget_and_no_deadline() {
        Policy policy = Policy.of(3, Measure.MARGIN, Thresholds.of(0.5f));

        assertThat(policy.budget()).isEmpty();
        assertThat(policy.deadlineMillis()).isEqualTo(Policy.UNLIMITED);
    }

    @Test
    void a_budget_is_in_multiply_adds_a_sample() {
        Policy policy = new Policy(3, Measure.MARGIN, Thresholds.of(0.5f), 250, 30_000_000);

        assertThat(policy.budget()).hasValue(30_000_000);
    }
}

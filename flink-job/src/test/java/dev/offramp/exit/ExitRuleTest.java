package dev.offramp.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import org.junit.jupiter.api.Test;

class ExitRuleTest {

    private static final Policy POLICY =
            Policy.of(1, ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(0.5f, Thresholds.CLOSED));

    @Test
    void a_confidence_that_equals_the_threshold_leaves() {
        assertThat(new ExitRule(1, 3).decide(0.5f, POLICY)).isEqualTo(Verdict.CONFIDENT);
        assertThat(new ExitRule(1, 3).decide(Math.nextDown(0.5f), POLICY)).isEqualTo(Verdict.GO_DEEPER);
    }

    @Test
    void nobody_leaves_by_a_closed_exit() {
        assertThat(new ExitRule(2, 3).decide(1f, POLICY)).isEqualTo(Verdict.GO_DEEPER);
    }

    @Test
    void the_last_exit_takes_everybody() {
        assertThat(new ExitRule(3, 3).decide(0f, POLICY)).isEqualTo(Verdict.FINAL);
    }

    @Test
    void a_confidence_that_is_no_number_never_leaves_early() {
        assertThat(new ExitRule(1, 3).decide(Float.NaN, POLICY)).isEqualTo(Verdict.GO_DEEPER);
        assertThat(new ExitRule(3, 3).decide(Float.NaN, POLICY)).isEqualTo(Verdict.FINAL);
    }
}

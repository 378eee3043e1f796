package dev.offramp.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Thresholds;
import dev.offramp.rejects.Refusal;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(2);

    @Test
    void an_update_that_fits_is_in_force_at_once() throws Exception {
        PolicySchedule after = admission.admit(update(1, 0.5f, 0.6f), PolicySchedule.EMPTY);

        assertThat(after.at(0)).map(Policy::version).contains(1L);
    }

    @Test
    void the_wrong_number_of_thresholds_is_refused() {
        assertThatThrownBy(() -> admission.admit(update(1, 0.5f), PolicySchedule.EMPTY))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("1 thresholds")
                .hasMessageContaining("2 early exits");
    }

    @Test
    void a_version_that_does_not_rise_is_refused() throws Exception {
        PolicySchedule inForce = admission.admit(update(5, 0.5f, 0.6f), PolicySchedule.EMPTY);

        assertThatThrownBy(() -> admission.admit(update(5, 0.1f, 0.1f), inForce))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("version 5 is in force");
        assertThatThrownBy(() -> admission.admit(update(4, 0.1f, 0.1f), inForce))
                .isInstanceOf(Refusal.class);
    }

    private static PolicyUpdate update(long version, float... thresholds) {
        return new PolicyUpdate(
                PolicyScope.DEFAULT,
                "",
                Long.MIN_VALUE,
                Policy.of(version, Measure.MAX_SOFTMAX, Thresholds.of(thresholds)));
    }
}

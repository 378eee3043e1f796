package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void an_update_made_over_another_version_than_the_one_in_force_is_refused() throws Exception {
        PolicySchedule inForce = admission.admit(update(5, 0.5f, 0.6f), PolicySchedule.EMPTY);

        assertThatThrownBy(() -> admission.admit(over(4, update(7, 0.1f, 0.1f)), inForce))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was made over version 4, version 5 is in force");
        assertThat(admission.admit(over(5, update(7, 0.1f, 0.1f)), inForce).version())
                .isEqualTo(7);
    }

    @Test
    void an_update_made_over_a_version_that_is_compacted_away_is_let_in() throws Exception {
        PolicySchedule before = admission.admit(update(2, 0.5f, 0.6f), PolicySchedule.EMPTY);

        assertThat(admission
                        .admit(over(6, update(7, 0.1f, 0.1f)), PolicySchedule.EMPTY)
                        .version())
                .isEqualTo(7);
        assertThat(admission.admit(over(6, update(7, 0.1f, 0.1f)), before).version())
                .isEqualTo(7);
    }

    @Test
    void the_same_update_once_more_changes_nothing() throws Exception {
        PolicySchedule inForce = admission.admit(update(5, 0.5f, 0.6f), PolicySchedule.EMPTY);

        assertThat(admission.admit(update(5, 0.5f, 0.6f), inForce)).isEqualTo(inForce);
    }

    @Test
    void temperatures_are_for_every_exit_or_for_none() throws Exception {
        assertThatThrownBy(() -> admission.admit(tempered(1, 1), PolicySchedule.EMPTY))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2 temperatures")
                .hasMessageContaining("3 exits");
        assertThat(admission.admit(tempered(1, 1, 2), PolicySchedule.EMPTY).version())
                .isEqualTo(1);
    }

    private static PolicyUpdate over(long version, PolicyUpdate update) {
        return new PolicyUpdate(
                update.scope(),
                update.target(),
                update.validFromMillis(),
                update.policy(),
                new Succession("steer", true, version));
    }

    private static PolicyUpdate tempered(float... temperatures) {
        Criterion criterion = new Criterion(Measure.MARGIN, Temperatures.of(temperatures), Thresholds.of(0.5f, 0.5f));
        return new PolicyUpdate(
                PolicyScope.DEFAULT,
                "",
                PolicyUpdate.AT_ONCE,
                new Policy(1, criterion, Limits.UNLIMITED, 0),
                Succession.by("tests"));
    }

    private static PolicyUpdate update(long version, float... thresholds) {
        return new PolicyUpdate(
                PolicyScope.DEFAULT,
                "",
                Long.MIN_VALUE,
                Policy.of(version, Measure.MAX_SOFTMAX, Thresholds.of(thresholds)),
                Succession.by("tests"));
    }
}

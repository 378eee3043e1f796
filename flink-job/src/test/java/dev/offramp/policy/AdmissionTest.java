package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.rejects.Refusal;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(Policies.SERVED);

    @Test
    void an_update_that_fits_is_in_force_at_once() throws Exception {
        PolicySchedule after = admission.admit(update(1, 0.5f, 0.6f), PolicySchedule.EMPTY);

        assertThat(after.at(0)).map(ScopedPolicy::version).contains(1L);
    }

    @Test
    void the_wrong_number_of_thresholds_is_refused() {
        assertThatThrownBy(() -> admission.admit(update(1, 0.5f), PolicySchedule.EMPTY))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("policy DEFAULT/ version 1 has 1 thresholds");
    }

    @Test
    void a_version_that_does_not_rise_is_refused() throws Exception {
        PolicySchedule inForce = admission.admit(update(5, 0.5f, 0.6f), PolicySchedule.EMPTY);

        assertThatThrownBy(() -> admission.admit(update(5, 0.1f, 0.1f), inForce))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is version 5");
        assertThatThrownBy(() -> admission.admit(update(4, 0.1f, 0.1f), inForce))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void an_update_made_over_another_version_than_the_one_in_force_is_refused() throws Exception {
        PolicySchedule inForce = admission.admit(update(5, 0.5f, 0.6f), PolicySchedule.EMPTY);

        assertThatThrownBy(() -> admission.admit(over(4, update(7, 0.1f, 0.1f)), inForce))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was made over version 4, there is version 5");
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
    void a_wish_that_cannot_be_met_is_refused_and_names_its_policy() {
        ScopedPolicy update = Policies.everybody(3, PolicyTerms.of(new Wish.MeanMultiplyAdds(9)));

        assertThatThrownBy(() -> admission.admit(update, PolicySchedule.EMPTY))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("policy DEFAULT/ version 3 asks for a mean cost of 9 multiply-adds");
    }

    @Test
    void thresholds_of_another_bundle_are_let_in_for_they_may_be_served_again() throws Exception {
        ScopedPolicy update = Policies.everybody(3, PolicyTerms.of(Policies.thresholds(Policies.OTHER, 0.5f)));

        assertThat(admission.admit(update, PolicySchedule.EMPTY).version()).isEqualTo(3);
    }

    private static ScopedPolicy over(long version, ScopedPolicy update) {
        return new ScopedPolicy(
                update.scope(),
                update.target(),
                update.validFromMillis(),
                update.version(),
                update.terms(),
                Succession.steeredBy("steer", version));
    }

    private static ScopedPolicy update(long version, float... thresholds) {
        return Policies.everybody(version, PolicyTerms.of(Policies.thresholds(Policies.BUNDLE, thresholds)));
    }
}

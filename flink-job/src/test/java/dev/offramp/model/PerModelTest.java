package dev.offramp.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.offramp.sample.BundleId;
import org.junit.jupiter.api.Test;

class PerModelTest {

    private static final BundleId HOME = new BundleId("digits", "1.0.0");
    private static final BundleId OTHER = new BundleId("digits", "1.1.0");

    private final PerModel<String> parts = new PerModel<>(HOME);

    PerModelTest() {
        parts.put(HOME, "home");
        parts.put(OTHER, "other");
    }

    @Test
    void each_sample_meets_the_part_of_its_own_model_in_whatever_order_they_come() {
        assertThat(parts.of(HOME)).isEqualTo("home");
        assertThat(parts.of(OTHER)).isEqualTo("other");
        assertThat(parts.of(OTHER)).isEqualTo("other");
        assertThat(parts.of(new BundleId("digits", "1.0.0"))).isEqualTo("home");
        assertThat(parts.all()).containsExactlyInAnyOrder("home", "other");
    }

    @Test
    void a_sample_that_names_none_is_of_the_model_that_the_job_was_started_with() {
        assertThat(parts.of(BundleId.UNNAMED)).isEqualTo("home");
    }

    @Test
    void a_part_that_is_put_in_anothers_place_is_met_from_then_on() {
        assertThat(parts.of(OTHER)).isEqualTo("other");

        parts.put(OTHER, "newer");

        assertThat(parts.of(OTHER)).isEqualTo("newer");
    }

    @Test
    void a_model_that_the_task_was_not_told_of_is_a_failure_that_names_it() {
        assertThatIllegalStateException()
                .isThrownBy(() -> parts.of(new BundleId("digits", "2.0.0")))
                .withMessageContaining("digits 2.0.0");
    }
}

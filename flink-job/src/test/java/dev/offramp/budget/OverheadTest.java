package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.budget.Overhead.Seen;
import org.junit.jupiter.api.Test;

class OverheadTest {

    @Test
    void two_loads_tell_what_a_sample_and_what_each_of_its_stages_costs() {
        Overhead overhead = Overhead.through(new Seen(4, 0.12), new Seen(1.5, 0.07));

        assertThat(overhead.stageMillis()).isCloseTo(0.02, within(1e-12));
        assertThat(overhead.sampleMillis()).isCloseTo(0.04, within(1e-12));
        assertThat(overhead.millis(4)).isCloseTo(0.12, within(1e-12));
    }

    @Test
    void stages_that_seem_to_save_time_cost_nothing() {
        assertThat(Overhead.through(new Seen(4, 0.25), new Seen(1, 0.75))).isEqualTo(new Overhead(0.5, 0));
    }

    @Test
    void samples_that_seem_to_save_time_cost_nothing_and_stages_what_fits_best() {
        Overhead overhead = Overhead.through(new Seen(4, 0.5), new Seen(1, 0.1));

        assertThat(overhead.sampleMillis()).isZero();
        assertThat(overhead.stageMillis()).isCloseTo((4 * 0.5 + 0.1) / 17, within(1e-12));
    }

    @Test
    void networks_that_seem_to_take_more_than_all_time_leave_nothing() {
        assertThat(Overhead.through(new Seen(4, -0.5), new Seen(1, -0.1))).isEqualTo(new Overhead(0, 0));
    }

    @Test
    void loads_of_equal_depth_are_refused() {
        assertThatThrownBy(() -> Overhead.through(new Seen(2, 0.5), new Seen(2, 0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2.0 stages");
    }
}

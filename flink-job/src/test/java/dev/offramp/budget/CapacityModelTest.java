package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CapacityModelTest {

    private final CapacityModel model = new CapacityModel();

    @Test
    void what_stages_leave_of_a_samples_time_is_overhead_until_the_costs_have_varied() {
        model.saturated(2e6, 1e-3, 2e-10);

        assertThat(model.affordable(1 / 0.8e-3)).isCloseTo(1e6, within(1.0));
    }

    @Test
    void stages_that_run_side_by_side_are_not_taken_for_slower_than_the_whole_job() {
        // four stages at once: their own times add up to 4 ms a sample, the job takes 1
        model.saturated(4e6, 1e-3, 1e-9);

        assertThat(model.affordable(1_100)).isCloseTo(4e6 / 1.1, within(1.0));
    }
}

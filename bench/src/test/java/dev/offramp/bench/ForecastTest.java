package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.budget.Overhead;
import dev.offramp.budget.StageCosts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final List<Double> CLOSED = List.of(0.0, 1.0);
    private static final List<Double> OPEN = List.of(0.75, 0.25);

    /** 0.1 and 0.4 milliseconds a sample, whatever the batch. */
    private final Forecast forecast = new Forecast(costs(), 2, 16, 5);

    @Test
    void what_the_networks_leave_of_the_subtasks_time_is_spent_around_them() {
        Overhead.Seen seen = forecast.overheadSeen(2_000, CLOSED);

        assertThat(seen.millis()).isCloseTo(1.0 - 0.5, within(1e-9));
        assertThat(seen.stages()).isEqualTo(2);
    }

    @Test
    void a_policy_is_predicted_from_the_stages_that_its_samples_reach() {
        Overhead overhead = new Overhead(0.3, 0.1);

        assertThat(forecast.perSecond(CLOSED, overhead)).isCloseTo(2_000, within(0.01));
        assertThat(forecast.perSecond(OPEN, overhead))
                .isCloseTo(2_000 / (0.3 + 1.25 * 0.1 + 0.1 + 0.25 * 0.4), within(0.01));
    }

    @Test
    void the_first_stage_is_predicted_to_run_full_batches_and_deeper_ones_what_is_left_of_them() {
        assertThat(forecast.meanBatches(OPEN, new Overhead(0.5, 0))).containsExactly(16.0, 4.0);
    }

    static StageCosts costs() {
        return new StageCosts(
                StageCosts.FORMAT_VERSION,
                "testing 1",
                "none",
                "cpu",
                1,
                "float32",
                List.of(stage(1, 0.1), stage(2, 0.4)));
    }

    private static StageCosts.Stage stage(int stage, double millis) {
        return new StageCosts.Stage(stage, List.of(new StageCosts.Batch(1, millis), new StageCosts.Batch(16, millis)));
    }
}

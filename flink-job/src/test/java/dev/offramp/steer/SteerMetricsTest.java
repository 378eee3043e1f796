package dev.offramp.steer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.offramp.budget.CurvePoint;
import dev.offramp.policy.Thresholds;
import dev.offramp.throughput.TestWindows;
import dev.offramp.throughput.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class SteerMetricsTest {

    /** 600 of 1,000 go on to the second stage. */
    private static final CurvePoint WISHED = new CurvePoint(Thresholds.of(0.9f), 300, 0.95, List.of(0.4, 0.6));

    /** 200 of 1,000 do. */
    private static final CurvePoint CHEAP = new CurvePoint(Thresholds.of(0.3f), 100, 0.92, List.of(0.8, 0.2));

    private final Map<String, Gauge<?>> gauges = new HashMap<>();
    private long now = 1_000_000;

    @Test
    void as_wished_nothing_is_given_up_and_nothing_saved() {
        SteerMetrics metrics = metrics(StageParallelism.SHARED);

        metrics.steered(window(1, 600), WISHED, WISHED);

        assertThat(figure("accuracyGivenUp")).isZero();
        assertThat(saved(1)).isZero();
        assertThat(saved(2)).isZero();
    }

    @Test
    void what_a_subtask_saves_is_the_samples_that_do_not_come_to_a_stage_times_what_one_takes_there() {
        SteerMetrics metrics = metrics(StageParallelism.SHARED);
        steerAsWished(metrics);

        metrics.steered(window(1, 200), WISHED, CHEAP);

        assertThat(figure("accuracyGivenUp")).isCloseTo(0.03, withinPercentage(0.1));
        assertThat(saved(1)).isZero();
        assertThat(saved(2)).as("400 of 1 ms, by two").isCloseTo(200, withinPercentage(2));
    }

    @Test
    void a_stage_with_slots_of_its_own_shares_what_it_saves_among_those() {
        SteerMetrics metrics = metrics(new StageParallelism(List.of(StageParallelism.AS_THE_JOB, 4)));
        steerAsWished(metrics);

        metrics.steered(window(1, 200), WISHED, CHEAP);

        assertThat(saved(2)).isCloseTo(100, withinPercentage(2));
    }

    @Test
    void what_the_few_take_at_a_cheaper_setting_is_not_learnt_where_it_is_known_of_the_wished_one() {
        SteerMetrics metrics = metrics(StageParallelism.SHARED);
        steerAsWished(metrics);
        metrics.steered(window(1, 600), WISHED, CHEAP);

        metrics.steered(window(5, 200), WISHED, CHEAP);

        assertThat(saved(2)).isCloseTo(200, withinPercentage(2));
    }

    @Test
    void as_long_as_nothing_else_is_known_what_the_few_take_has_to_do() {
        SteerMetrics metrics = metrics(StageParallelism.SHARED);

        metrics.steered(window(5, 200), WISHED, CHEAP);

        assertThat(saved(2)).isCloseTo(1_000, withinPercentage(2));
    }

    @Test
    void more_than_wished_is_less_than_nothing_saved() {
        SteerMetrics metrics = metrics(StageParallelism.SHARED);

        metrics.steered(window(1, 600), CHEAP, WISHED);

        assertThat(saved(2)).isCloseTo(-200, withinPercentage(2));
    }

    @Test
    void where_no_samples_come_any_more_nothing_is_saved() {
        SteerMetrics metrics = metrics(StageParallelism.SHARED);
        metrics.steered(window(1, 200), WISHED, CHEAP);

        now += 10_000;

        assertThat(saved(2)).isZero();
        assertThat(figure("accuracyGivenUp")).isZero();
    }

    @Test
    void where_a_person_took_over_nothing_is_saved() {
        SteerMetrics metrics = metrics(StageParallelism.SHARED);
        metrics.steered(window(1, 200), WISHED, CHEAP);

        metrics.takenOver();

        assertThat(saved(2)).isZero();
    }

    private SteerMetrics metrics(StageParallelism parallelism) {
        return new SteerMetrics(new Group(""), 2, parallelism, () -> now);
    }

    /** Long enough to have learnt what a sample takes: a millisecond. */
    private static void steerAsWished(SteerMetrics metrics) {
        metrics.steered(window(1, 600), WISHED, WISHED);
        metrics.steered(window(1, 600), WISHED, WISHED);
    }

    private static Window window(long millisEach, long deeper) {
        return TestWindows.reaching(1_000, millisEach, List.of(1_000L, deeper));
    }

    private double saved(int stage) {
        return figure("stage=" + stage + ".savedTimeMsPerSecond");
    }

    private double figure(String name) {
        return (double) gauges.get(name).getValue();
    }

    /** Keeps what is registered, by labels and name. */
    private final class Group extends UnregisteredMetricsGroup {

        private final String prefix;

        Group(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Group(prefix + key + "=" + value + ".");
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(prefix + name, gauge);
            return gauge;
        }
    }
}

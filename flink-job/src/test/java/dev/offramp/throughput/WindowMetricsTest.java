package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.metrics.KeptMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowMetricsTest {

    private final KeptMetrics kept = new KeptMetrics();
    private final WindowMetrics metrics = new WindowMetrics(kept, 2);

    @Test
    void before_the_first_window_nothing_is_known() {
        assertThat(List.of(
                        "samplesPerSecond", "meanMultiplyAdds", "agreement", "inTime", "quantile=0.99.latencyMillis"))
                .allSatisfy(name -> assertThat(kept.gauge(name)).isEqualTo(Double.NaN));
    }

    @Test
    void the_newest_window_is_told() {
        metrics.closed(TestWindows.of(5_000, 10, 1));
        metrics.closed(TestWindows.of(6_000, 40, 7));

        assertThat(kept.gauge("samplesPerSecond")).isEqualTo(40.0);
        assertThat(kept.gauge("meanMultiplyAdds")).isEqualTo(7.0);
        assertThat(kept.gauge("exit=1.exitShare")).isEqualTo(1.0);
        assertThat(kept.gauge("exit=2.exitShare")).isEqualTo(0.0);
        assertThat((double) kept.gauge("quantile=0.5.latencyMillis")).isBetween(.99, 1.01);
    }

    @Test
    void agreement_and_deadlines_are_shares_of_what_was_looked_at() {
        ExitTotals first = new ExitTotals(90, 0, 0, 40, 39, Latencies.empty());
        ExitTotals last = new ExitTotals(10, 0, 0, 0, 0, Latencies.empty());
        Totals totals = new Totals(
                0, 0, new BudgetTotals(0, 0, 0), new LimitTotals(50, 49, 1, 0), List.of(first, last), List.of(), 1);

        metrics.closed(new Window(0, 1_000, totals));

        assertThat(kept.gauge("agreement")).isEqualTo(.975);
        assertThat(kept.gauge("inTime")).isEqualTo(.98);
        assertThat(kept.gauge("accuracy")).isEqualTo(Double.NaN);
    }
}

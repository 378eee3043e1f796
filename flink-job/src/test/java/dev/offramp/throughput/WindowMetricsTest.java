package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class WindowMetricsTest {

    private final Map<String, DoubleSupplier> kept = new HashMap<>();
    private final WindowMetrics metrics = new WindowMetrics(
            (label, value, name, figure) -> kept.put(label.isEmpty() ? name : label + "=" + value + "." + name, figure),
            2);

    @Test
    void before_the_first_window_nothing_is_known() {
        assertThat(List.of(
                        "samplesPerSecond", "meanMultiplyAdds", "agreement", "inTime", "quantile=0.99.latencyMillis"))
                .allSatisfy(name -> assertThat(gauge(name)).isNaN());
    }

    @Test
    void the_newest_window_is_told() {
        metrics.closed(served(TestWindows.of(5_000, 10, 1)));
        metrics.closed(served(TestWindows.of(6_000, 40, 7)));

        assertThat(gauge("samplesPerSecond")).isEqualTo(40.0);
        assertThat(gauge("meanMultiplyAdds")).isEqualTo(7.0);
        assertThat(gauge("exit=1.exitShare")).isEqualTo(1.0);
        assertThat(gauge("exit=2.exitShare")).isEqualTo(0.0);
        assertThat(gauge("quantile=0.5.latencyMillis")).isBetween(.99, 1.01);
    }

    @Test
    void labels_are_told_by_their_f1_where_there_are_any() {
        metrics.closed(served(new Window(0, 1_000, Totals.NONE)));
        assertThat(gauge("f1")).isNaN();

        metrics.closed(served(new Window(0, 1_000, Totals.NONE.with(new LabelTotals(3, 1, 1)))));
        assertThat(gauge("f1")).isEqualTo(.75);
    }

    @Test
    void numbers_are_told_by_their_mean_absolute_error_where_there_are_any() {
        metrics.closed(served(new Window(0, 1_000, Totals.NONE)));
        assertThat(gauge("mae")).isNaN();

        metrics.closed(served(new Window(0, 1_000, Totals.NONE.with(new NumberTotals(4, 1.5)))));
        assertThat(gauge("mae")).isEqualTo(.375);
    }

    @Test
    void agreement_and_deadlines_are_shares_of_what_was_looked_at() {
        ExitTotals first = new ExitTotals(90, 0, 0, 40, 39, Latencies.empty());
        ExitTotals last = new ExitTotals(10, 0, 0, 0, 0, Latencies.empty());
        Totals totals = new Totals(
                0, 0, new BudgetTotals(0, 0, 0), new LimitTotals(50, 49, 1, 0), List.of(first, last), List.of(), 1);

        metrics.closed(served(new Window(0, 1_000, totals)));

        assertThat(gauge("agreement")).isEqualTo(.975);
        assertThat(gauge("inTime")).isEqualTo(.98);
        assertThat(gauge("accuracy")).isNaN();
    }

    @Test
    void an_exit_has_a_gauge_from_the_first_window_on_that_knows_of_it() {
        assertThat(kept).doesNotContainKey("exit=3.exitShare");

        metrics.closed(new ServedWindow(TestAnswers.BUNDLE, 4, TestWindows.of(5_000, 10, 1)));
        metrics.closed(served(TestWindows.of(6_000, 10, 1)));

        assertThat(gauge("exit=4.exitShare")).isZero();
    }

    private static ServedWindow served(Window window) {
        return new ServedWindow(TestAnswers.BUNDLE, 2, window);
    }

    private double gauge(String name) {
        return kept.get(name).getAsDouble();
    }
}

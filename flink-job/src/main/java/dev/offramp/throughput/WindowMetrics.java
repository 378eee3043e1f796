package dev.offramp.throughput;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What the newest window says, as gauges; what it does not know, such as the accuracy where nothing has a label, is NaN. They are of all
 * subtasks together, which no arithmetic over the metrics of subtasks could make of their quantiles.
 */
final class WindowMetrics {

    private static final double MICROS = 1000.0;

    private final int exits;
    private volatile @Nullable WindowFigures newest;
    private volatile @Nullable Totals totals;

    /** @param exits of the bundle */
    WindowMetrics(MetricGroup group, int exits) {
        this.exits = exits;
        figure(group, "samplesPerSecond", WindowFigures::samplesPerSecond);
        figure(group, "meanMultiplyAdds", WindowFigures::meanMultiplyAdds);
        figure(group, "budgetUse", figures -> figures.budgetUse().orElse(Double.NaN));
        figure(group, "accuracy", figures -> figures.accuracy().orElse(Double.NaN));
        latency(group, "0.5", LatencyFigures::p50Micros);
        latency(group, "0.95", LatencyFigures::p95Micros);
        latency(group, "0.99", LatencyFigures::p99Micros);
        for (int exit = 0; exit < exits; exit++) {
            int index = exit;
            figure(group.addGroup("exit", Integer.toString(exit + 1)), "exitShare", figures -> share(figures, index));
        }
        total(group, "agreement", all -> agreement(all.exits()));
        total(group, "inTime", all -> inTime(all.limits()));
    }

    private void total(MetricGroup group, String name, ToDoubleFunction<Totals> figure) {
        group.gauge(name, () -> {
            Totals all = totals;
            return all == null ? Double.NaN : figure.applyAsDouble(all);
        });
    }

    private void figure(MetricGroup group, String name, ToDoubleFunction<WindowFigures> figure) {
        group.gauge(name, () -> {
            WindowFigures figures = newest;
            return figures == null ? Double.NaN : figure.applyAsDouble(figures);
        });
    }

    private void latency(MetricGroup group, String quantile, ToDoubleFunction<LatencyFigures> micros) {
        figure(
                group.addGroup("quantile", quantile),
                "latencyMillis",
                figures -> figures.samples() == 0 ? Double.NaN : micros.applyAsDouble(figures.latency()) / MICROS);
    }

    void closed(Window window) {
        totals = window.totals();
        newest = WindowFigures.of(window, exits);
    }

    private static double share(WindowFigures figures, int exit) {
        return figures.samples() == 0 ? Double.NaN : figures.exits().get(exit).share();
    }

    /** Of the answers of early exits that the last exit saw too, those that it gave as well. */
    private static double agreement(List<ExitTotals> exits) {
        long shadowed = exits.stream().mapToLong(ExitTotals::shadowed).sum();
        return shadowed == 0
                ? Double.NaN
                : (double) exits.stream().mapToLong(ExitTotals::agreed).sum() / shadowed;
    }

    private static double inTime(LimitTotals limits) {
        return limits.withDeadline() == 0 ? Double.NaN : (double) limits.inTime() / limits.withDeadline();
    }
}

package dev.offramp.throughput;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the newest window says, as gauges; what it does not know, such as the accuracy where nothing has a label, is NaN. They are of all
 * subtasks together, which no arithmetic over the metrics of subtasks could make of their quantiles. Of an exit there is a gauge from the
 * first window on that knows of it.
 */
final class WindowMetrics {

    private static final double MICROS = 1000.0;

    private final Registry registry;
    private int exits;
    private volatile @Nullable WindowFigures newest;
    private volatile @Nullable Totals totals;

    /** Takes what is reported. */
    @FunctionalInterface
    interface Registry {

        /**
         * One more gauge.
         *
         * @param label with its value, such as {@code exit} and {@code 1}; both empty where there is none
         */
        void gauge(String label, String value, String name, DoubleSupplier figure);
    }

    /** @param exits that are known of already */
    WindowMetrics(Registry registry, int exits) {
        this.registry = registry;
        registry.gauge("", "", "samplesPerSecond", figure(WindowFigures::samplesPerSecond));
        registry.gauge("", "", "meanMultiplyAdds", figure(WindowFigures::meanMultiplyAdds));
        registry.gauge(
                "", "", "budgetUse", figure(figures -> figures.budgetUse().orElse(Double.NaN)));
        registry.gauge("", "", "accuracy", figure(figures -> figures.accuracy().orElse(Double.NaN)));
        registry.gauge("", "", "f1", total(all -> all.labels().f1().orElse(Double.NaN)));
        registry.gauge(
                "", "", "mae", total(all -> all.numbers().meanAbsoluteError().orElse(Double.NaN)));
        registry.gauge("", "", "agreement", total(all -> agreement(all.exits())));
        registry.gauge("", "", "inTime", total(all -> inTime(all.limits())));
        registry.gauge("quantile", "0.5", "latencyMillis", latency(LatencyFigures::p50Micros));
        registry.gauge("quantile", "0.95", "latencyMillis", latency(LatencyFigures::p95Micros));
        registry.gauge("quantile", "0.99", "latencyMillis", latency(LatencyFigures::p99Micros));
        know(exits);
    }

    private void know(int count) {
        for (; exits < count; exits++) {
            int index = exits;
            registry.gauge("exit", Integer.toString(index + 1), "exitShare", figure(figures -> share(figures, index)));
        }
    }

    private DoubleSupplier figure(ToDoubleFunction<WindowFigures> figure) {
        return () -> {
            WindowFigures figures = newest;
            return figures == null ? Double.NaN : figure.applyAsDouble(figures);
        };
    }

    private DoubleSupplier total(ToDoubleFunction<Totals> figure) {
        return () -> {
            Totals all = totals;
            return all == null ? Double.NaN : figure.applyAsDouble(all);
        };
    }

    private DoubleSupplier latency(ToDoubleFunction<LatencyFigures> micros) {
        return figure(
                figures -> figures.samples() == 0 ? Double.NaN : micros.applyAsDouble(figures.latency()) / MICROS);
    }

    void closed(ServedWindow served) {
        know(served.exits());
        totals = served.window().totals();
        newest = WindowFigures.of(served.window(), exits);
    }

    /** There is no newest window. */
    void nothing() {
        totals = null;
        newest = null;
    }

    private static double share(WindowFigures figures, int exit) {
        boolean isKnown = figures.samples() > 0 && exit < figures.exits().size();
        return isKnown ? figures.exits().get(exit).share() : Double.NaN;
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

package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the newest windows say, as gauges: of all bundles together, and of each that has answered. What a bundle says that answered nothing in
 * the newest interval is NaN.
 */
final class MetricsByBundle {

    private final Function<BundleId, WindowMetrics.Registry> registryOf;
    private final WindowMetrics together;
    private final Map<BundleId, WindowMetrics> each = new HashMap<>();

    /**
     * Of no window yet.
     *
     * @param registryOf one bundle, asked once for each
     * @param home       that the job was started with
     * @param exits      of it
     */
    MetricsByBundle(
            WindowMetrics.Registry registry,
            Function<BundleId, WindowMetrics.Registry> registryOf,
            BundleId home,
            int exits) {
        this.registryOf = registryOf;
        this.together = new WindowMetrics(registry, exits);
        each.put(home, new WindowMetrics(registryOf.apply(home), exits));
    }

    /** @param windows of one interval, one of each bundle that answered in it, at least one */
    void closed(List<ServedWindow> windows) {
        together.closed(together(windows));
        each.forEach((bundle, metrics) -> {
            if (windows.stream().noneMatch(window -> window.bundle().equals(bundle))) {
                metrics.nothing();
            }
        });
        windows.forEach(window -> of(window).closed(window));
    }

    private WindowMetrics of(ServedWindow window) {
        return each.computeIfAbsent(
                window.bundle(), fresh -> new WindowMetrics(registryOf.apply(fresh), window.exits()));
    }

    /** Exit by exit, whichever bundle's they are. */
    private static ServedWindow together(List<ServedWindow> windows) {
        ServedWindow first = windows.get(0);
        if (windows.size() == 1) {
            return first;
        }
        TotalsSum sum = new TotalsSum();
        windows.forEach(window -> sum.add(window.window().totals()));
        int exits = windows.stream().mapToInt(ServedWindow::exits).max().orElseThrow();
        long start = first.window().startMillis();
        return new ServedWindow(
                first.bundle(), exits, new Window(start, first.window().endMillis(), sum.totals()));
    }
}

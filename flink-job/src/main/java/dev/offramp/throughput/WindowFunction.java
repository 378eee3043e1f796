package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes the windows of an interval, one of each bundle that answered in it, and reports what they say. It has all
 * exits of the bundle, those that nobody reached, too.
 */
public final class WindowFunction extends ProcessAllWindowFunction<TotalsByBundle, ServedWindow, TimeWindow> {

    private static final long serialVersionUID = 1;

    private final BundleId home;
    private final int exits;

    private transient @Nullable MetricsByBundle metrics;

    /**
     * Windows.
     *
     * @param home  that the job was started with
     * @param exits of it
     */
    public WindowFunction(BundleId home, int exits) {
        this.home = home;
        this.exits = exits;
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup();
        metrics = new MetricsByBundle(
                registry(group), bundle -> registry(group.addGroup("bundle", bundle.toString())), home, exits);
    }

    private static WindowMetrics.Registry registry(MetricGroup group) {
        return (label, value, name, figure) ->
                (label.isEmpty() ? group : group.addGroup(label, value)).gauge(name, figure::getAsDouble);
    }

    @Override
    public void process(Context context, Iterable<TotalsByBundle> sums, Collector<ServedWindow> windows) {
        for (TotalsByBundle sum : sums) {
            List<ServedWindow> closed = windows(context.window(), sum);
            if (metrics != null) {
                metrics.closed(closed);
            }
            closed.forEach(windows::collect);
        }
    }

    /** One of each bundle that answered, by name. */
    List<ServedWindow> windows(TimeWindow interval, TotalsByBundle sum) {
        TotalsByBundle each = sum.withHome(home);
        return each.bundles().stream()
                .map(bundle -> served(bundle, new Window(interval.getStart(), interval.getEnd(), each.of(bundle))))
                .toList();
    }

    private ServedWindow served(BundleId bundle, Window window) {
        int least = bundle.equals(home) ? exits : 1;
        return new ServedWindow(bundle, Math.max(least, window.totals().exits().size()), window);
    }
}

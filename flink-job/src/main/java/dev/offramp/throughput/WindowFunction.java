package dev.offramp.throughput;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Puts the interval on a window's totals, and reports what it says. */
public final class WindowFunction extends ProcessAllWindowFunction<Totals, Window, TimeWindow> {

    private static final long serialVersionUID = 1;

    private final int exits;

    private transient @Nullable WindowMetrics metrics;

    /** @param exits of the bundle */
    public WindowFunction(int exits) {
        this.exits = exits;
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup();
        metrics = new WindowMetrics(
                (label, value, name, figure) ->
                        (label.isEmpty() ? group : group.addGroup(label, value)).gauge(name, figure::getAsDouble),
                exits);
    }

    @Override
    public void process(Context context, Iterable<Totals> sums, Collector<Window> windows) {
        TimeWindow window = context.window();
        for (Totals sum : sums) {
            Window closed = new Window(window.getStart(), window.getEnd(), sum);
            if (metrics != null) {
                metrics.closed(closed);
            }
            windows.collect(closed);
        }
    }
}

package dev.offramp.throughput;

import org.apache.flink.streaming.api.functions.windowing.ProcessAllWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Puts the interval on a window's totals. */
public final class WindowFunction extends ProcessAllWindowFunction<Totals, Window, TimeWindow> {

    private static final long serialVersionUID = 1;

    @Override
    public void process(Context context, Iterable<Totals> sums, Collector<Window> windows) {
        TimeWindow window = context.window();
        for (Totals sum : sums) {
            windows.collect(new Window(window.getStart(), window.getEnd(), sum));
        }
    }
}

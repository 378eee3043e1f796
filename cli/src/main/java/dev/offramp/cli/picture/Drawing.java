package dev.offramp.cli.picture;

import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * What a picture of a measurement shows, in figures; as a measurement writes it down, so that the picture can be drawn again.
 *
 * @param times at most one axis of time
 */
public record Drawing(List<Bars> bars, List<TimePanels> times) {

    public static final Drawing NONE = new Drawing(List.of(), List.of());

    public Drawing {
        bars = bars.stream().filter(group -> !group.bars().isEmpty()).toList();
        times = List.copyOf(times);
    }

    /** Bars alone; groups of none are left out. */
    public static Drawing of(Bars... bars) {
        return new Drawing(List.of(bars), List.of());
    }

    /** Whether there is nothing to be seen. */
    public boolean hasNothing() {
        return bars.isEmpty() && times.isEmpty();
    }

    /** The picture, unless it has nothing. */
    public ChartSheet sheet() {
        List<XYChart> charts = new ArrayList<>();
        int left = BarChart.roomFor(bars);
        bars.forEach(group -> charts.add(new BarChart(group, left).draw()));
        times.forEach(panels -> charts.addAll(panels.charts()));
        return new ChartSheet(charts);
    }
}

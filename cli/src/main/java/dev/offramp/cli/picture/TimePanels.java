package dev.offramp.cli.picture;

import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/**
 * What happened in the same seconds, one panel below the other on one axis of time.
 *
 * @param seconds at which the values are, rising
 * @param phases  that are told apart in all panels
 */
public record TimePanels(List<Double> seconds, List<Phase> phases, List<TimePanel> panels) {

    private static final int HEIGHT = 230;

    public TimePanels {
        seconds = List.copyOf(seconds);
        phases = List.copyOf(phases);
        panels = List.copyOf(panels);
        int count = seconds.size();
        if (count == 0
                || panels.stream()
                        .flatMap(panel -> panel.lines().stream())
                        .anyMatch(line -> line.values().size() != count)) {
            throw new IllegalArgumentException(
                    "every line needs a value at each of the seconds, of which there are " + count);
        }
    }

    List<XYChart> charts() {
        List<XYChart> charts = new ArrayList<>();
        for (TimePanel panel : panels) {
            boolean last = charts.size() + 1 == panels.size();
            charts.add(chart(panel, last ? "seconds since the start" : ""));
        }
        return charts;
    }

    private XYChart chart(TimePanel panel, String xTitle) {
        XYChart chart = PictureStyle.chart(panel.title(), xTitle, panel.unit(), HEIGHT);
        XYStyler style = chart.getStyler();
        style.setLegendVisible(panel.lines().size() > 1);
        style.setXAxisMin(0.0).setXAxisMax(seconds.get(seconds.size() - 1));
        style.setXAxisTitleVisible(!xTitle.isEmpty());
        boolean stacked = panel.scale() == TimePanel.Scale.STACKED;
        if (stacked) {
            style.setYAxisMin(0.0).setYAxisMax(100.0);
        } else if (panel.scale() == TimePanel.Scale.FROM_ZERO) {
            style.setYAxisMin(0.0);
        }
        for (TimePanel.Line line : panel.lines()) {
            if (stacked) {
                int place = panel.lines().size() - 1 - panel.lines().indexOf(line);
                PictureStyle.area(chart, line.name(), seconds, line.values(), place);
            } else {
                PictureStyle.line(chart, line.name(), seconds, line.values());
            }
        }
        chart.addAnnotation(new PhaseBands(phases, panel.equals(panels.get(0))));
        return chart;
    }
}

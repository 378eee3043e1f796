package dev.offramp.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A few lines in one picture. */
public record LineChart(String title, String xTitle, String yTitle, List<Line> lines) {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 420;

    /** One line; as many x as y. */
    public record Line(String name, List<Double> x, List<Double> y) {

        /** Values at 1, 2, ... */
        public static Line ofTurns(String name, List<Double> y) {
            return new Line(
                    name,
                    IntStream.rangeClosed(1, y.size())
                            .mapToObj(turn -> (double) turn)
                            .toList(),
                    y);
        }
    }

    public LineChart {
        lines = List.copyOf(lines);
    }

    /** The chart with its y axis from 0. */
    public XYChart fromZero() {
        XYChart chart = draw();
        chart.getStyler().setYAxisMin(0.0);
        return chart;
    }

    /** The chart with both axes logarithmic; all values above 0. */
    public XYChart logarithmic() {
        XYChart chart = draw();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        return chart;
    }

    private XYChart draw() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        for (Line line : lines) {
            chart.addSeries(line.name(), new ArrayList<>(line.x()), new ArrayList<>(line.y()))
                    .setMarker(SeriesMarkers.CIRCLE);
        }
        return chart;
    }
}

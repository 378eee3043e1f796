package dev.offramp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Load, latency, exits, cost and accuracy over time, one below the other. */
final class BrownoutChart {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 230;

    private BrownoutChart() {}

    static void draw(BrownoutResult result, Path file) throws IOException {
        List<Second> seconds = result.timeline().seconds();
        List<XYChart> charts = new ArrayList<>();
        charts.add(chart("Load", "samples/s"));
        add(
                charts.get(0),
                "created",
                seconds.stream().map(second -> (double) second.created()).toList());
        add(
                charts.get(0),
                "answered",
                seconds.stream().map(second -> (double) second.answered()).toList());
        charts.add(chart("Lag: created, not yet answered", "samples"));
        add(
                charts.get(1),
                "lag",
                result.timeline().lag().stream().map(Long::doubleValue).toList());
        charts.add(chart("95th percentile of latency", "ms"));
        add(
                charts.get(2),
                "measured",
                seconds.stream().map(second -> second.p95Seconds() * 1000).toList());
        add(
                charts.get(2),
                "goal",
                seconds.stream()
                        .map(second -> (double) result.goal().toMillis())
                        .toList());
        charts.add(shares(seconds));
        charts.add(chart("Mean cost", "M multiply-adds"));
        add(
                charts.get(4),
                "mean cost",
                seconds.stream().map(second -> second.meanMultiplyAdds() / 1e6).toList());
        charts.add(chart("Accuracy", "%"));
        add(
                charts.get(5),
                "accuracy",
                seconds.stream().map(second -> second.accuracy() * 100).toList());
        charts.get(5).setXAxisTitle("seconds");
        BitmapEncoder.saveBitmap(charts, charts.size(), 1, file.toString(), BitmapFormat.PNG);
    }

    /** Shares added up from the first exit on, so that the area between two lines is what left there. */
    private static XYChart shares(List<Second> seconds) {
        XYChart chart = chart("Left by exit ... or before", "%");
        int exits = seconds.get(0).shares().size();
        for (int exit = exits; exit >= 1; exit--) {
            int upTo = exit;
            List<Double> added = seconds.stream()
                    .map(second -> 100
                            * second.shares().subList(0, upTo).stream()
                                    .mapToDouble(Double::doubleValue)
                                    .sum())
                    .toList();
            add(chart, "exit " + exit, added).setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
        }
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
        return chart;
    }

    private static XYChart chart(String title, String unit) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setChartTitleVisible(true);
        return chart;
    }

    private static XYSeries add(XYChart chart, String name, List<Double> values) {
        List<Integer> time = IntStream.range(0, values.size()).boxed().toList();
        var series = chart.addSeries(name, time, values);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }
}

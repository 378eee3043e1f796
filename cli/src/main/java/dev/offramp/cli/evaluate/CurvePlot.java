package dev.offramp.cli.evaluate;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.ExitTable;
import dev.offramp.budget.Family;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy over mean cost, a line a family: on the calibration table at the left, as measured at the right. */
record CurvePlot(String title, Prices prices, List<CurveRow> rows) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 560;
    private static final Map<Family, Color> COLOURS = Map.of(
            Family.GEOMETRIC, new Color(0x1f77b4),
            Family.PERCEIVER, new Color(0x2ca02c),
            Family.DIRECT, new Color(0xd62728));

    void write(Path file, ExitTable heldOut, ExitTable fresh) throws IOException {
        XYChart left = chart(
                "calibration table", heldOut, row -> row.trial().solution().point());
        XYChart right = chart("measured", fresh, row -> row.trial().measured());
        List<XYChart> charts = List.of(left, right);
        BitmapEncoder.saveBitmap(charts, 1, charts.size(), file.toString(), BitmapFormat.PNG);
    }

    private XYChart chart(String where, ExitTable table, Function<CurveRow, CurvePoint> point) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title + ", " + where + " (" + String.format(Locale.ROOT, "%,d", table.samples()) + " samples)")
                .xAxisTitle("mean " + prices.unitName() + " a sample")
                .yAxisTitle("accuracy, %")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.InsideSE);
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setXAxisLogarithmicDecadeOnly(false);
        chart.getStyler().setYAxisDecimalPattern("0.0");
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        for (Family family : Family.values()) {
            addFamily(chart, family, point);
        }
        addExits(chart, table);
        return chart;
    }

    private void addFamily(XYChart chart, Family family, Function<CurveRow, CurvePoint> point) {
        List<CurvePoint> points =
                rows.stream().filter(row -> row.family() == family).map(point).toList();
        if (!points.isEmpty()) {
            chart.addSeries(
                            family.name().toLowerCase(Locale.ROOT),
                            points.stream()
                                    .map(p -> prices.plotted(p.meanCost()))
                                    .toList(),
                            points.stream().map(p -> 100 * p.accuracy()).toList())
                    .setMarker(SeriesMarkers.NONE)
                    .setLineColor(COLOURS.get(family));
        }
    }

    private void addExits(XYChart chart, ExitTable table) {
        List<Double> costs = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        for (int exit = 1; exit <= table.exits(); exit++) {
            costs.add(prices.plotted(prices.cumulative()[exit - 1]));
            accuracies.add(100 * table.accuracy(exit));
        }
        chart.addSeries("each exit alone", costs, accuracies)
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.DIAMOND)
                .setMarkerColor(Color.DARK_GRAY);
    }
}

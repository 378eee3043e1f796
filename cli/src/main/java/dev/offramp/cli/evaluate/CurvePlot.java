package dev.offramp.cli.evaluate;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.ExitTable;
import dev.offramp.budget.Family;
import dev.offramp.cli.picture.ChartSheet;
import dev.offramp.cli.picture.PictureStyle;
import dev.offramp.cli.terminal.Figures;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy over mean cost, a line a family: on the calibration table above, as measured below, over the same costs. */
record CurvePlot(String title, Prices prices, List<CurveRow> rows) {

    void write(Path file, ExitTable heldOut, ExitTable fresh) throws IOException {
        sheet(heldOut, fresh).write(file);
    }

    ChartSheet sheet(ExitTable heldOut, ExitTable fresh) {
        return new ChartSheet(List.of(
                chart("calibration table", heldOut, row -> row.trial()
                        .solution()
                        .point()),
                chart("measured", fresh, row -> row.trial().measured())));
    }

    private XYChart chart(String where, ExitTable table, Function<CurveRow, CurvePoint> point) {
        XYChart chart = PictureStyle.chart(
                title + ", " + where + " (" + Figures.count(table.samples()) + " samples)",
                "mean " + prices.unitName() + " a sample",
                "accuracy, %");
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setXAxisLogarithmicDecadeOnly(false);
        chart.getStyler().setXAxisMin(prices.plotted(prices.cheapest()));
        chart.getStyler().setXAxisMax(prices.plotted(prices.dearest()));
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
            PictureStyle.line(
                            chart,
                            family.name().toLowerCase(Locale.ROOT),
                            points.stream()
                                    .map(p -> prices.plotted(p.meanCost()))
                                    .toList(),
                            points.stream().map(p -> 100 * p.accuracy()).toList())
                    .setLineColor(PictureStyle.colour(List.of(Family.values()).indexOf(family)));
        }
    }

    private void addExits(XYChart chart, ExitTable table) {
        List<Double> costs = new ArrayList<>();
        List<Double> accuracies = new ArrayList<>();
        for (int exit = 1; exit <= table.exits(); exit++) {
            costs.add(prices.plotted(prices.cumulative()[exit - 1]));
            accuracies.add(100 * table.accuracy(exit));
        }
        PictureStyle.dots(chart, "each exit alone", costs, accuracies, SeriesMarkers.DIAMOND)
                .setMarkerColor(Color.DARK_GRAY);
    }
}

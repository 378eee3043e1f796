package dev.offramp.cli.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws bars from the left, one below the other: the median, its range as a whisker, the aim as a line across.
 *
 * @param left of the bars is so much room for their names, pixels
 */
record BarChart(Bars bars, int left) {

    static final int GAP = 8;

    /** Of rows, so much is free above the first and below the last. */
    static final double EDGE = 0.1;

    private static final int AROUND = 120;
    private static final int ROW = 30;
    private static final int MARGIN = 30;
    private static final int THICK = 18;
    private static final double HALF_CAP = 0.16;
    private static final double HALF_AIM = 0.46;
    private static final Color BAR = PictureStyle.colour(4);
    private static final Color AIM = PictureStyle.colour(5);

    XYChart draw() {
        List<Bar> rows = bars.bars();
        XYChart chart = frame();
        String measured = rows.stream().anyMatch(Bar::hasRange) ? "median" : "measured";
        for (int row = 0; row < rows.size(); row++) {
            bar(chart, rows.get(row), rows.size() - row, measured); // the first is at the top
        }
        chart.addAnnotation(new BarLabels(rows));
        List.of(measured, "range", "aim").forEach(label -> once(chart, label));
        chart.getStyler()
                .setLegendVisible(rows.stream()
                        .anyMatch(bar -> bar.hasRange() || !bar.aim().at().isEmpty()));
        return chart;
    }

    private XYChart frame() {
        int rows = bars.bars().size();
        XYChart chart = PictureStyle.chart(bars.title(), bars.unit(), "", AROUND + ROW * rows);
        XYStyler style = chart.getStyler();
        style.setYAxisTicksVisible(false);
        style.setPlotGridHorizontalLinesVisible(false);
        style.setYAxisLeftWidthHint(left);
        style.setPlotContentSize(0.995); // at 1 there would be no 0 at the axis
        style.setYAxisMin(0.5 - EDGE).setYAxisMax(rows + 0.5 + EDGE);
        style.setXAxisMin(least()).setXAxisMax(withRoomForText());
        return chart;
    }

    /** The room that these names need. */
    static int roomFor(List<Bars> groups) {
        return GAP
                + (int) TextWidth.widest(groups.stream()
                        .flatMap(group -> group.bars().stream().map(Bar::name))
                        .toList())
                + GAP;
    }

    /** Where a bar and all that belongs to it ends. */
    static double endOf(Bar bar) {
        return DoubleStream.concat(DoubleStream.of(bar.most(), bar.median()), at(bar))
                .max()
                .orElseThrow();
    }

    private static DoubleStream at(Bar bar) {
        return bar.aim().at().stream().mapToDouble(Double::doubleValue);
    }

    private double least() {
        return Math.min(0, bars.bars().stream().mapToDouble(Bar::least).min().orElse(0));
    }

    /** So far that what stands right of each bar fits. */
    private double withRoomForText() {
        double plot = PictureStyle.WIDTH - left - MARGIN;
        double most = bars.bars().stream()
                .mapToDouble(bar -> {
                    double text = TextWidth.widest(List.of(bar.text())) + 2 * GAP;
                    return (endOf(bar) - least()) / Math.max(0.2, 1 - text / plot);
                })
                .max()
                .orElse(1);
        return least() + (most > 0 ? most : 1);
    }

    private static void bar(XYChart chart, Bar bar, double y, String measured) {
        line(chart, bar.name(), new double[] {0, bar.median()}, new double[] {y, y})
                .setLineColor(BAR)
                .setLineStyle(new BasicStroke(THICK, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER))
                .setLabel(measured);
        if (bar.hasRange()) {
            range(chart, bar, y);
        }
        for (double bound : bar.aim().at()) {
            double[] across = {y - HALF_AIM, y + HALF_AIM};
            line(chart, bar.name() + ", aim " + bound, new double[] {bound, bound}, across)
                    .setLineColor(AIM)
                    .setLineStyle(dashes())
                    .setLabel("aim");
        }
    }

    private static BasicStroke dashes() {
        return new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 3}, 0);
    }

    /** A line with a cap at both ends. */
    private static void range(XYChart chart, Bar bar, double y) {
        double low = bar.least();
        double high = bar.most();
        double[] x = {low, low, low, high, high, high};
        line(chart, bar.name() + ", range", x, new double[] {
                    y - HALF_CAP, y + HALF_CAP, y, y, y + HALF_CAP, y - HALF_CAP
                })
                .setLineColor(PictureStyle.INK)
                .setLineStyle(new BasicStroke(1.6f))
                .setLabel("range");
    }

    private static XYSeries line(XYChart chart, String name, double[] x, double[] y) {
        boolean taken = chart.getSeriesMap().containsKey(name); // XChart wants each name once
        XYSeries series =
                chart.addSeries(taken ? name + ", " + chart.getSeriesMap().size() : name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    /** The key names each kind of mark once. */
    private static void once(XYChart chart, String label) {
        chart.getSeriesMap().values().stream()
                .filter(series -> series.getLabel().equals(label))
                .skip(1)
                .forEach(series -> series.setShowInLegend(false));
    }
}

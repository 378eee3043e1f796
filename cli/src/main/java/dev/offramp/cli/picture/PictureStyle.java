package dev.offramp.cli.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How all pictures look: as the page in the light, in colours that the colour-blind tell apart (Okabe and Ito, 2008). */
public final class PictureStyle {

    /** Of every picture, pixels. */
    static final int WIDTH = 1000;

    static final Color INK = new Color(0x16202c);
    static final Color GRID = new Color(0xd5dbe1);

    private static final int HEIGHT = 480;

    /** XChart keeps to such a width only where it is asked for; the sheet sets it so that plots begin at the same place. */
    private static final int LEFT = 80;

    private static final int[] COLOURS = {0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xf0e442, 0x8a8a8a
    };

    private PictureStyle() {}

    /** An empty chart of the usual height. */
    public static XYChart chart(String title, String xTitle, String yTitle) {
        return chart(title, xTitle, yTitle, HEIGHT);
    }

    static XYChart chart(String title, String xTitle, String yTitle, int height) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(height)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        XYStyler style = chart.getStyler();
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendFont(small());
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderColor(GRID);
        style.setPlotGridLinesColor(GRID);
        style.setChartFontColor(INK);
        style.setSeriesColors(IntStream.of(COLOURS).mapToObj(Color::new).toArray(Color[]::new));
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        style.setAxisTitleFont(small());
        style.setAxisTickLabelsFont(small());
        style.setDecimalPattern("#,##0.#####"); // plain numbers, whatever their size
        style.setMarkerSize(7);
        style.setErrorBarsColorSeriesColor(true);
        style.setYAxisLeftWidthHint(LEFT);
        return chart;
    }

    /** Of all text but titles. */
    static Font small() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    }

    /** The colour of a place, from 0 on. */
    public static Color colour(int place) {
        return new Color(COLOURS[Math.floorMod(place, COLOURS.length)]);
    }

    /** A line without marks. */
    public static XYSeries line(XYChart chart, String name, List<Double> x, List<Double> y) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(2));
        return series;
    }

    /** Marks without a line. */
    public static XYSeries dots(XYChart chart, String name, List<Double> x, List<Double> y, Marker marker) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(marker);
        return series;
    }

    /** Filled down to the axis, in the colour of its place; what is drawn later lies over it. */
    public static void area(XYChart chart, String name, List<Double> x, List<Double> y, int place) {
        chart.addSeries(name, x, y)
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Area)
                .setMarker(SeriesMarkers.NONE)
                .setLineStyle(thin())
                .setLineColor(colour(place))
                .setFillColor(colour(place));
    }

    /** Without a line the key would show no colour; corners that stick out would look like peaks. */
    private static BasicStroke thin() {
        return new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);
    }
}

package dev.offramp.cli.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How the report's pictures look: as the page in the light, in colours that the colour-blind tell apart (Okabe and Ito, 2008). */
final class PictureStyle {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 480;
    private static final Color INK = new Color(0x16202c);
    private static final Color GRID = new Color(0xd5dbe1);

    private static final int[] COLOURS = {0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xf0e442, 0x8a8a8a
    };

    private PictureStyle() {}

    static XYChart chart(String title, String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        XYStyler style = chart.getStyler();
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setChartBackgroundColor(Color.WHITE);
        style.setLegendBorderColor(Color.WHITE);
        style.setPlotBorderColor(GRID);
        style.setPlotGridLinesColor(GRID);
        style.setChartFontColor(INK);
        style.setSeriesColors(IntStream.of(COLOURS).mapToObj(Color::new).toArray(Color[]::new));
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        style.setDecimalPattern("#,##0.##");
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setMarkerSize(7);
        style.setErrorBarsColorSeriesColor(true);
        return chart;
    }

    static void line(XYChart chart, String name, List<Double> x, List<Double> y) {
        chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(2));
    }

    /** Filled down to the axis, in the colour of its place; what is drawn later lies over it. */
    static void area(XYChart chart, String name, List<Double> x, List<Double> y, int place) {
        Color colour = new Color(COLOURS[place % COLOURS.length]);
        chart.addSeries(name, x, y)
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Area)
                .setMarker(SeriesMarkers.NONE)
                .setLineStyle(thin())
                .setLineColor(colour)
                .setFillColor(colour);
    }

    /** Without a line the key would show no colour; corners that stick out would look like peaks. */
    private static BasicStroke thin() {
        return new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);
    }
}

package dev.offramp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How many times as fast as Java's reader each contestant is, kind by kind. */
final class DecodeChart {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 450;

    private DecodeChart() {}

    static void draw(List<DecodeRow> rows, Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Decoding, pictures a second of processor time")
                .yAxisTitle("times Java's reader")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        List<String> contestants =
                rows.stream().map(DecodeRow::contestant).distinct().toList();
        for (String contestant : contestants) {
            List<DecodeRow> own = rows.stream()
                    .filter(row -> row.contestant().equals(contestant))
                    .toList();
            chart.addSeries(
                    contestant,
                    own.stream().map(DecodeRow::kind).toList(),
                    own.stream().map(DecodeRow::timesAsFast).toList());
        }
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}

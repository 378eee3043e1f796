package dev.offramp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;

class LineChartTest {

    private final LineChart chart = new LineChart(
            "Rates",
            "turn",
            "samples/s",
            List.of(
                    LineChart.Line.ofTurns("open", List.of(10.0, 11.0, 9.0)),
                    LineChart.Line.ofTurns("closed", List.of(4.0, 5.0, 4.5))));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void each_line_is_drawn() throws IOException {
        assertDrawn(chart.fromZero());
    }

    @Test
    void a_logarithmic_chart_can_be_drawn_too() throws IOException {
        assertDrawn(chart.logarithmic());
    }

    private void assertDrawn(XYChart drawn) throws IOException {
        Path file = folder.resolve("chart.png");
        BitmapEncoder.saveBitmap(drawn, file.toString(), BitmapFormat.PNG);

        assertThat(drawn.getSeriesMap()).containsOnlyKeys("open", "closed");
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1000);
    }
}

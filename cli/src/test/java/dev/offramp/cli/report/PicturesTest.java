package dev.offramp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;

class PicturesTest {

    private static final Report HALF_AN_HOUR = TestingWindows.report(TestingWindows.of(TestingWindows.TINY, 0, 180));

    @Test
    void the_axes_name_what_they_show_and_its_unit() {
        Map<String, XYChart> charts = new Pictures(HALF_AN_HOUR).charts();

        assertThat(charts).containsOnlyKeys("curve", "exits", "latency");
        assertThat(charts.get("curve").getXAxisTitle()).isEqualTo("million multiply-adds a sample");
        assertThat(charts.get("curve").getYAxisTitle()).isEqualTo("accuracy, %");
        assertThat(charts.get("exits").getXAxisTitle()).isEqualTo("minutes since 2026-01-31 13:00:00 Europe/Berlin");
        assertThat(charts.get("latency").getYAxisTitle()).isEqualTo("milliseconds");
    }

    @Test
    void what_was_measured_is_told_apart_and_has_its_interval() {
        XYChart curve = new Pictures(HALF_AN_HOUR).charts().get("curve");

        assertThat(curve.getSeriesMap()).containsOnlyKeys("measured on labels, parts", "measured, the whole interval");
        assertThat(curve.getSeriesMap().get("measured on labels, parts").getXData())
                .hasSizeBetween(10, 60);
        assertThat(curve.getSeriesMap().get("measured, the whole interval").getExtraValues()[0])
                .isBetween(0.05, 0.5);
    }

    @Test
    void exits_lie_on_top_of_each_other_up_to_all_samples() {
        XYChart exits = new Pictures(HALF_AN_HOUR).charts().get("exits");

        assertThat(List.copyOf(exits.getSeriesMap().keySet())).containsExactly("exit 3", "exit 2", "exit 1");
        assertThat(Arrays.stream(exits.getSeriesMap().get("exit 3").getYData()))
                .allMatch(share -> Math.abs(share - 100) < 1e-6);
        assertThat(exits.getSeriesMap().get("exit 1").getYData()[0]).isBetween(79.0, 81.0);
    }

    @Test
    void files_lie_in_a_folder_or_beside_the_page_that_was_named(@TempDir Path folder) {
        assertThat(ReportFiles.at(folder.resolve("week.html"))
                        .write(new IntervalDocument(HALF_AN_HOUR), EnumSet.allOf(Format.class)))
                .containsExactly(
                        folder.resolve("week.html"),
                        folder.resolve("week.md"),
                        folder.resolve("week.csv"),
                        folder.resolve("week-curve.png"),
                        folder.resolve("week-exits.png"),
                        folder.resolve("week-latency.png"));
        assertThat(ReportFiles.at(folder.resolve("new"))
                        .write(new IntervalDocument(HALF_AN_HOUR), EnumSet.of(Format.MD)))
                .containsExactly(folder.resolve("new/report.md"));
    }
}

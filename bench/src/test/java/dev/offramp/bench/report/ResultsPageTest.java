package dev.offramp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsPageTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void a_report_is_read_as_it_was_written() {
        ReportFolder reports = new ReportFolder(folder.resolve("bench"));
        reports.write(TestingReports.report("exits"));

        Report read = reports.read("exits").orElseThrow();

        assertThat(read.figures()).isEqualTo(TestingReports.report("exits").figures());
        assertThat(read.tables()).isEqualTo(TestingReports.report("exits").tables());
        assertThat(read.rows()).hasSize(1);
        assertThat(reports.read("peers")).isEmpty();
    }

    @Test
    void a_file_of_another_form_is_refused_by_name() throws IOException {
        Files.writeString(folder.resolve("exits.json"), "[1]");

        assertThatThrownBy(() -> new ReportFolder(folder).read("exits"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("exits.json");
    }

    @Test
    void the_page_says_of_each_figure_what_it_is_what_was_hoped_for_and_what_was_measured() throws IOException {
        ReportFolder reports = new ReportFolder(folder.resolve("bench"));
        reports.write(TestingReports.report("exits"));
        Files.write(reports.picture("exits"), new byte[] {1});

        new ResultsPage(reports, List.of("exits", "peers")).write(folder.resolve("docs/results.md"));

        assertThat(Files.readAllLines(folder.resolve("docs/results.md")))
                .contains(
                        "| [gain](#exit-gain) | at least 2.0 | 2.20 (1.90 to 2.50) | met |",
                        "| [wall](#exit-gain) | at least 0.9 | 0.500 (0.500 to 0.500) | missed |",
                        "| [other](#exit-gain) |  | 7 | reported |",
                        "Not measured yet: peers.",
                        "## Exit gain",
                        "- **wall**: 0.500 (0.500 to 0.500). Time by arithmetic. Aim: at least 0.9; missed.",
                        "| open | 1,000 |",
                        "![Exit gain](results/exits.png)");
        assertThat(folder.resolve("docs/results/exits.png")).hasBinaryContent(new byte[] {1});
    }
}

package dev.offramp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.report.Benchmark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {

    private static final Report REPORT = TestingReports.report("exits");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void a_result_is_written_in_the_form_that_the_report_is_tested_with() throws IOException {
        var mapper = new ObjectMapper();
        JsonNode written =
                mapper.readTree(new ReportFolder(folder).write(REPORT).toFile());

        try (InputStream agreed = Objects.requireNonNull(Benchmark.class.getResourceAsStream("exits.json"))) {
            assertThat(written).isEqualTo(mapper.readTree(agreed));
        }
    }

    @Test
    void the_report_reads_what_was_written() {
        Benchmark read = Benchmark.read(new ReportFolder(folder).write(REPORT));

        assertThat(read.title()).isEqualTo(REPORT.title());
        assertThat(read.conditions().machine()).isEqualTo(REPORT.conditions().machine());
        assertThat(read.figures())
                .extracting(figure -> figure.name() + " " + figure.outcome())
                .isEqualTo(REPORT.figures().stream()
                        .map(figure -> figure.name() + " " + figure.outcome())
                        .toList());
        assertThat(read.drawing()).isEqualTo(REPORT.drawing());
    }

    @Test
    void a_picture_is_drawn_beside_the_result_where_there_is_something_to_see() {
        var reports = new ReportFolder(folder.resolve("new"));

        assertThat(reports.draw(REPORT).orElseThrow())
                .isEqualTo(folder.resolve("new/exits.png"))
                .isNotEmptyFile();
        assertThat(reports.draw(REPORT.drawnAs(Drawing.NONE))).isEmpty();
        assertThat(Files.exists(folder.resolve("new/exits.json"))).isFalse();
    }
}

package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.ReportFolder;
import dev.offramp.cli.terminal.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitsOfAllTest {

    private final ReportFolder reports;

    ExitsOfAllTest(@TempDir Path folder) {
        this.reports = new ReportFolder(folder);
    }

    @Test
    void the_row_of_a_bundle_is_what_its_own_report_says() {
        ExitsRow row = row("quick 1.0.0", 4);

        assertThat(row.gain().values()).containsExactly(4.0, 4.0);
        assertThat(row.arithmetic().median()).isEqualTo(5);
        assertThat(row.wall().median()).isEqualTo(0.8);
        assertThat(row.lost().asPoints()).startsWith("1.00 (");
        assertThat(row.precision()).isEqualTo("bfloat16");
    }

    @Test
    void the_worst_stands_beside_the_best_and_who_was_not_measured_is_named() {
        Report report =
                ExitsOfAll.report(List.of(row("quick 1.0.0", 4), row("lame 1.0.0", 1.1)), List.of("clips-of-belts"));

        assertThat(report.figures())
                .extracting(Figure::name)
                .containsExactly("exit gain, best of 2 bundles", "exit gain, worst of 2 bundles");
        assertThat(report.figures().get(1).measured()).startsWith("1.10");
        assertThat(report.figures().get(1).outcome()).isEqualTo(Figure.Outcome.MISSED);
        assertThat(report.tables().get(0).rows())
                .extracting(cells -> cells.get(0))
                .containsExactly("quick 1.0.0", "lame 1.0.0");
        assertThat(report.tables().get(0).rows().get(0)).contains("network with heads");
        assertThat(report.notes()).contains("Not measured: clips-of-belts.");
        assertThat(reports.write(report)).hasFileName("exits-all.json");
    }

    @Test
    void a_bundle_gets_the_pictures_that_are_meant_for_it() {
        ExitsOfAll all = new ExitsOfAll(
                Path.of("bundles"),
                reports,
                List.of("--pairs=1"),
                Map.of("cifar100", Path.of("cifar.zip")),
                Screen.on(new PrintWriter(new StringWriter())));

        assertThat(all.arguments(Path.of("bundles/cifar100-msdnet"), reports))
                .contains("--bundle=bundles/cifar100-msdnet", "--data=cifar.zip", "--pairs=1");
        assertThat(all.arguments(Path.of("bundles/fashion-mnist-vit"), reports))
                .noneMatch(argument -> argument.startsWith("--data"));
    }

    /** By way of a file, as the command has it. */
    private ExitsRow row(String bundle, double gain) {
        Map<String, List<JobRound>> rounds = new LinkedHashMap<>();
        rounds.put(Exits.OPEN, List.of(round(100 * gain, 0.89, 10), round(200 * gain, 0.91, 10)));
        rounds.put(Exits.CLOSED, List.of(round(100, 0.90, 50), round(200, 0.92, 50)));
        Conditions conditions =
                new Conditions("a machine", "now", bundle, "bfloat16", "malloc", 2, 1, 16, 5, "exactly-once");
        reports.write(new Report(
                "exits", "Exit gain", conditions, List.of(), List.of(), List.of(), new ContestResult(rounds).rows()));
        return ExitsRow.of(reports.read("exits").orElseThrow(), false);
    }

    private static JobRound round(double rate, double accuracy, double multiplyAdds) {
        return new JobRound(rate, 100, accuracy, multiplyAdds, List.of(100L), List.of(16.0), Set.of(1L));
    }
}

package dev.offramp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.budget.Budgets;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.DirectSearch;
import dev.offramp.budget.ExitTable;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.Task;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {

    private static final Path SHIPPED = Path.of("../model-artifacts/bundles/fashion-mnist-branchy");

    @TempDir
    private Path folder;

    private CalibrationFile file;

    @BeforeEach
    void name_a_file() {
        file = new CalibrationFile(folder.resolve("table.avro"));
    }

    @Test
    void what_was_written_is_read() throws Exception {
        Calibration calibration = new Calibration(
                AnswerKind.CLASS, Temperatures.of(1.5f, 2), List.of(row("a", 1, 1, 1), row("b", 0, 1, 0)));
        file.write(calibration);

        assertThat(file.read(2, AnswerKind.CLASS)).contains(calibration);
    }

    @Test
    void patience_is_the_run_of_equal_answers() throws Exception {
        Calibration calibration = new Calibration(
                AnswerKind.CLASS, Temperatures.NONE, List.of(row("a", 1, 1, 1, 1), row("b", 1, 0, 2, 1)));

        CurvePoint twoInARow = new DirectSearch(
                        calibration.table(ConfidenceMeasure.PATIENCE), ConfidenceMeasure.PATIENCE, costs(3))
                .at(2.5)
                .orElseThrow();

        assertThat(twoInARow.accuracy()).isEqualTo(1);
        assertThat(twoInARow.shares()).containsExactly(0.0, .5, .5);
    }

    @Test
    void the_shipped_bundle_has_a_table_on_which_a_small_budget_keeps_the_accuracy() throws Exception {
        Bundle bundle = Bundle.open(SHIPPED);
        ExitTable table = bundle.calibration().orElseThrow().table(ConfidenceMeasure.MAX_SOFTMAX);
        double[] costs = bundle.cumulativeMultiplyAdds();

        assertThat(table.samples()).isEqualTo(5000);
        DirectSearch search = new DirectSearch(table, ConfidenceMeasure.MAX_SOFTMAX, costs);
        for (double budget : Budgets.spread(costs[0], costs[3], 5)) {
            assertThat(search.at(budget).orElseThrow().accuracy()).isBetween(.9332, .96);
        }
        assertThat(search.at(7e6).orElseThrow().accuracy()).isGreaterThan(.942);
    }

    @Test
    void a_bundle_without_a_table_and_a_table_without_rows_have_no_calibration() throws Exception {
        file.write(new Calibration(AnswerKind.CLASS, Temperatures.NONE, List.of()));

        assertThat(file.read(2, AnswerKind.CLASS)).isEmpty();
        assertThat(withTable(BundleFile.NONE).calibration()).isEmpty();
    }

    @Test
    void a_missing_or_a_foreign_file_is_refused_by_name() throws Exception {
        assertThatThrownBy(() -> file.read(2, AnswerKind.CLASS))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("table.avro is no calibration table");
        Files.writeString(file.file(), "rows");
        assertThatThrownBy(() -> file.read(2, AnswerKind.CLASS))
                .hasMessageContaining("table.avro is no calibration table");
        assertThatThrownBy(() -> withTable(new BundleFile(file.file().toString(), Digest.sha256(file.file())))
                        .calibration())
                .hasMessageContaining("table.avro is no calibration table");
    }

    @Test
    void the_table_of_another_network_is_refused() throws Exception {
        file.write(new Calibration(AnswerKind.CLASS, Temperatures.NONE, List.of(row("a", 1, 1, 1))));
        assertThatThrownBy(() -> file.read(4, AnswerKind.CLASS))
                .hasMessageContaining("has 2 exits for sample a, the network has 4");

        file.write(new Calibration(AnswerKind.CLASS, Temperatures.of(1), List.of(row("a", 1, 1, 1))));
        assertThatThrownBy(() -> file.read(2, AnswerKind.CLASS))
                .hasMessageContaining("has 1 temperatures, the network has 2 exits");
    }

    @Test
    void a_confidence_that_is_no_number_is_refused() throws Exception {
        ExitScore score = new ExitScore(1, .5f, Float.NaN, .5f, null, null, null, null);
        file.write(new Calibration(
                AnswerKind.CLASS, Temperatures.NONE, List.of(new CalibrationRow("a", 1, List.of(score), null, null))));

        assertThatThrownBy(() -> file.read(1, AnswerKind.CLASS))
                .hasMessageContaining("a confidence that is no number, for sample a");
    }

    private static Bundle withTable(BundleFile table) throws BundleException {
        Bundle shipped = Bundle.open(SHIPPED);
        return new Bundle(
                shipped.id(),
                shipped.family(),
                shipped.classes(),
                shipped.height(),
                shipped.width(),
                shipped.stages(),
                shipped.policy(),
                table,
                shipped.variants());
    }

    private static double[] costs(int exits) {
        double[] costs = new double[exits];
        for (int k = 0; k < exits; k++) {
            costs[k] = k + 1;
        }
        return costs;
    }

    private static CalibrationRow row(String sample, int label, int... predicted) throws IOException {
        List<ExitScore> scores = Arrays.stream(predicted)
                .mapToObj(answer -> new ExitScore(answer, .5f, .25f, .125f, null, null, null, null))
                .toList();
        return new CalibrationRow(sample, label, scores, null, null);
    }

    @Test
    void a_number_is_right_within_the_tolerance_and_sure_where_exits_agree() throws Exception {
        AnswerKind numbers = new AnswerKind(Task.REGRESSION, 0.5f);
        Calibration calibration = new Calibration(
                numbers, Temperatures.NONE, List.of(number("a", 3, 2.25f, 3.5f), number("b", -1, 0, 0.5f)));
        file.write(calibration);

        Calibration read = file.read(2, numbers).orElseThrow();
        ExitTable table = read.table(ConfidenceMeasure.AGREEMENT);

        assertThat(read).isEqualTo(calibration);
        assertThat(table.accuracy(1)).isZero();
        assertThat(table.accuracy(2)).isEqualTo(0.5);
        assertThat(read.meanDistance(1)).isEqualTo(0.875);
        assertThat(read.meanDistance(2)).isEqualTo(1);
        assertThat(CurvePoint.of(table, Thresholds.of(0.25f), costs(2)).shares())
                .containsExactly(0.5, 0.5);
    }

    @Test
    void the_table_of_another_task_is_refused() throws Exception {
        file.write(new Calibration(AnswerKind.CLASS, Temperatures.NONE, List.of(number("a", 3, 1, 2))));

        assertThatThrownBy(() -> file.read(2, AnswerKind.CLASS))
                .hasMessageContaining("is no table for classification, see sample a");
        assertThatThrownBy(() -> file.read(2, AnswerKind.exact(Task.MULTI_LABEL)))
                .hasMessageContaining("is no table for multi-label, see sample a");
    }

    /** Of two exits, the second of which is as sure as its sample is called a or not. */
    private static CalibrationRow number(String sample, float known, float first, float second) {
        return new CalibrationRow(
                sample,
                -1,
                List.of(scored(first, sample.equals("a") ? 0.5f : 0.125f), scored(second, 0.75f)),
                null,
                known);
    }

    private static ExitScore scored(float value, float agreement) {
        return new ExitScore(-1, 0f, 0f, 0f, null, null, value, agreement);
    }
}

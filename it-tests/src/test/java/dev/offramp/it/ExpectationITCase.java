package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offramp.budget.BudgetGoal;
import dev.offramp.budget.BudgetSolver;
import dev.offramp.budget.Budgets;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.ExitTable;
import dev.offramp.budget.Expectation;
import dev.offramp.budget.Family;
import dev.offramp.budget.Solution;
import dev.offramp.budget.UnreachableBudget;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Calibration;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.Temperatures;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the solver expects on fresh data is what the serving runtime then measures, for every bundle that ships. */
class ExpectationITCase {

    private static final Path TEST = Path.of("../model-artifacts/data/fashion-mnist/t10k-images-idx3-ubyte.gz");
    private static final Path TRAINING = Path.of("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz");
    private static final int BUDGETS = 40;
    private static final int OUTSIDE = 2;

    @ParameterizedTest
    @MethodSource("dev.offramp.it.TestBundle#all")
    void the_test_pictures_come_out_within_the_intervals_at_95_of_100_budgets(Path folder) throws Exception {
        Bundle bundle = Bundle.open(folder);
        assumeThat(bundle.height()).as("test pictures of this size ship").isEqualTo(28);
        Calibration heldOut = bundle.calibration().orElseThrow();
        ExitTable fresh = new Calibration(heldOut.temperatures(), rows(bundle, heldOut.temperatures(), TEST, List.of()))
                .table(bundle.policy().criterion().measure());
        ExitTable table = heldOut.table(bundle.policy().criterion().measure());

        for (Family family : Family.values()) {
            BudgetSolver solver = new BudgetSolver(family, table, bundle.cumulativeMultiplyAdds(), fresh.samples());
            assertInside(solver, fresh, bundle.cumulativeMultiplyAdds(), family);
        }
    }

    @Test
    void the_table_made_here_is_the_one_made_where_the_network_was_trained() throws Exception {
        assumeThat(TRAINING).as("Debian's dataset-fashion-mnist").exists();
        Bundle bundle = Bundle.open(TestBundle.FOLDER);
        List<CalibrationRow> shipped = bundle.calibration().orElseThrow().rows().subList(0, 400);
        List<String> ids = new BundleFolder(TestBundle.FOLDER).heldOut().subList(0, 400);

        List<CalibrationRow> ours = rows(bundle, Temperatures.NONE, TRAINING, ids);

        assertThat(ours).hasSameSizeAs(shipped);
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i).getSample()).isEqualTo(shipped.get(i).getSample());
            assertThat(ours.get(i).getLabel()).isEqualTo(shipped.get(i).getLabel());
            for (int k = 0; k < bundle.stages().size(); k++) {
                assertSame(
                        ours.get(i).getExits().get(k), shipped.get(i).getExits().get(k));
            }
        }
    }

    private static void assertSame(ExitScore ours, ExitScore shipped) {
        assertThat(ours.getPredicted()).isEqualTo(shipped.getPredicted());
        assertThat(ours.getMaxSoftmax()).isCloseTo(shipped.getMaxSoftmax(), within(1e-4f));
        assertThat(ours.getEntropy()).isCloseTo(shipped.getEntropy(), within(1e-4f));
        assertThat(ours.getMargin()).isCloseTo(shipped.getMargin(), within(1e-4f));
    }

    /** Accuracy and mean cost of every family: a 95 % interval may miss two of forty. */
    private static void assertInside(BudgetSolver solver, ExitTable fresh, double[] costs, Family family) {
        int wrongAccuracy = 0;
        int wrongCost = 0;
        int solved = 0;
        for (double budget : Budgets.spread(costs[0], costs[costs.length - 1], BUDGETS)) {
            Optional<Solution> solution = solve(solver, budget);
            if (solution.isPresent()) {
                CurvePoint measured =
                        CurvePoint.of(fresh, solution.get().point().thresholds(), costs);
                Expectation expected = solution.get().expectation();
                wrongAccuracy += expected.accuracy().contains(measured.accuracy()) ? 0 : 1;
                wrongCost += expected.meanCost().contains(measured.meanCost()) ? 0 : 1;
                solved++;
            }
        }
        assertThat(wrongAccuracy).as("accuracies outside, %s", family).isLessThanOrEqualTo(OUTSIDE);
        assertThat(wrongCost).as("costs outside, %s", family).isLessThanOrEqualTo(OUTSIDE);
        assertThat(solved).as("budgets solved, %s", family).isGreaterThan(BUDGETS / 2);
    }

    private static Optional<Solution> solve(BudgetSolver solver, double budget) {
        try {
            return Optional.of(solver.solve(new BudgetGoal.MeanCost(budget)));
        } catch (UnreachableBudget tooSmall) {
            return Optional.empty();
        }
    }

    /** What the exits say; of all pictures where no ids are given. */
    private static List<CalibrationRow> rows(Bundle bundle, Temperatures temperatures, Path data, List<String> ids) {
        List<CalibrationRow> rows = new ArrayList<>();
        try (LabelledPictures all = LabelledPictures.open(Optional.of(data), bundle)) {
            LabelledPictures pictures = ids.isEmpty() ? all : all.only(ids);
            Screen silent = Screen.on(new PrintWriter(new StringWriter()));
            new BundleRun(bundle, 1).over(pictures, silent, answer -> rows.add(answer.row(temperatures)));
        }
        return rows;
    }
}

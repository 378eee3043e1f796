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
import dev.offramp.policy.Measure;
import dev.offramp.policy.Temperatures;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the solver expects on fresh data is what the serving runtime then measures, for every bundle that ships. */
class ExpectationITCase {

    private static final Path TEST = Path.of("../model-artifacts/data/fashion-mnist/t10k-images-idx3-ubyte.gz");
    private static final Path TRAINING = Path.of("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz");
    private static final int BUDGETS = 40;
    private static final Map<String, ExitTable> FRESH = new HashMap<>();

    /** How many budgets came out within the intervals. */
    private record Tally(int solved, int accuracy, int cost) {

        private static final Tally NONE = new Tally(0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(solved + other.solved, accuracy + other.accuracy, cost + other.cost);
        }
    }

    /**
     * Over all bundles together: the budgets of one bundle share their samples, so that they mostly come out all within or many
     * without.
     */
    @Test
    void the_test_pictures_come_out_within_the_intervals_at_95_of_100_budgets() throws Exception {
        for (Family family : Family.values()) {
            Map<String, Tally> byBundle = new TreeMap<>();
            for (Path folder : TestBundle.all()) {
                Bundle bundle = Bundle.open(folder);
                if (bundle.height() == 28) { // test pictures of this size ship
                    byBundle.put(bundle.id().name(), tally(bundle, family));
                }
            }
            Tally all = byBundle.values().stream().reduce(Tally.NONE, Tally::plus);
            assertThat(all.accuracy())
                    .as("accuracies within, %s: %s", family, byBundle)
                    .isGreaterThanOrEqualTo(least(all));
            assertThat(all.cost()).as("costs within, %s: %s", family, byBundle).isGreaterThanOrEqualTo(least(all));
            assertThat(all.solved()).as("budgets solved, %s", family).isGreaterThan(byBundle.size() * BUDGETS / 2);
        }
    }

    private static int least(Tally all) {
        return (int) Math.ceil(0.95 * all.solved());
    }

    private static Tally tally(Bundle bundle, Family family) throws Exception {
        Calibration heldOut = bundle.calibration().orElseThrow();
        Measure measure = bundle.policy().criterion().measure();
        ExitTable fresh = FRESH.computeIfAbsent(bundle.id().name(), name -> new Calibration(
                        heldOut.temperatures(), rows(bundle, heldOut.temperatures(), TEST, List.of()))
                .table(measure));
        double[] costs = bundle.cumulativeMultiplyAdds();
        BudgetSolver solver = new BudgetSolver(family, heldOut.table(measure), costs, fresh.samples());
        Tally tally = Tally.NONE;
        for (double budget : Budgets.spread(costs[0], costs[costs.length - 1], BUDGETS)) {
            Optional<Solution> solution = solve(solver, budget);
            if (solution.isPresent()) {
                CurvePoint measured =
                        CurvePoint.of(fresh, solution.get().point().thresholds(), costs);
                Expectation expected = solution.get().expectation();
                tally = tally.plus(new Tally(
                        1,
                        expected.accuracy().contains(measured.accuracy()) ? 1 : 0,
                        expected.meanCost().contains(measured.meanCost()) ? 1 : 0));
            }
        }
        return tally;
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

package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Temperatures;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the solver expects on fresh data is what the serving runtime then measures, for every bundle that ships. */
class ExpectationITCase {

    private static final Path TRAINING = Path.of("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz");
    private static final int BUDGETS = 40;

    /** Test pictures of each bundle at most; the intervals are as wide as so many allow. All of them: {@code -Dofframp.pictures=10000}. */
    private static final int PICTURES = Integer.getInteger("offramp.pictures", 2_000);

    /** A band is left by one curve in twenty, and then by several of its budgets. */
    private static final double OF_ONE_CURVE = 0.8;

    private static final double OF_ALL = 0.95;
    private static final Map<Family, Tally> ALL = new EnumMap<>(Family.class);

    /** How many budgets came out within the intervals. */
    private record Tally(int solved, int accuracy, int cost) {

        static final Tally NONE = new Tally(0, 0, 0);

        Tally plus(boolean accuracyInside, boolean costInside) {
            return plus(new Tally(1, accuracyInside ? 1 : 0, costInside ? 1 : 0));
        }

        Tally plus(Tally other) {
            return new Tally(solved + other.solved, accuracy + other.accuracy, cost + other.cost);
        }

        /** Of accuracy or of cost, the smaller share. */
        double inside() {
            return Math.min(accuracy, cost) / (double) solved;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.offramp.it.TestBundle#allOfPictures")
    void the_test_pictures_come_out_within_the_intervals(Path folder) throws Exception {
        Bundle bundle = Bundle.open(folder);
        Calibration heldOut = bundle.calibration().orElseThrow();
        ConfidenceMeasure measure = bundle.policy().criterion().measure();
        ExitTable fresh = new Calibration(heldOut.temperatures(), tested(folder, bundle, heldOut)).table(measure);
        SoftAssertions every = new SoftAssertions();
        for (Family family : Family.values()) {
            Tally tally = tally(bundle, family, heldOut.table(measure), fresh);
            ALL.merge(family, tally, Tally::plus);
            every.assertThat(tally.inside())
                    .as("%s within the intervals: %s", family, tally)
                    .isGreaterThanOrEqualTo(OF_ONE_CURVE);
            every.assertThat(tally.solved()).as("%s solved", family).isGreaterThan(BUDGETS / 2);
        }
        every.assertAll();
    }

    @AfterAll
    static void of_all_bundles_together_95_of_100_budgets_do() {
        assertThat(ALL).allSatisfy((family, tally) -> assertThat(tally.inside())
                .as("%s within the intervals, all bundles: %s", family, tally)
                .isGreaterThanOrEqualTo(OF_ALL));
    }

    private static List<CalibrationRow> tested(Path folder, Bundle bundle, Calibration heldOut) throws IOException {
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        try (LabelledPictures pictures = TestSet.of(bundle, manifest).sample(bundle, PICTURES)) {
            return rows(bundle, heldOut.temperatures(), pictures);
        }
    }

    private static Tally tally(Bundle bundle, Family family, ExitTable heldOut, ExitTable fresh) {
        double[] costs = bundle.cumulativeMultiplyAdds();
        BudgetSolver solver = new BudgetSolver(family, heldOut, costs, fresh.samples());
        Tally tally = Tally.NONE;
        for (double budget : Budgets.spread(costs[0], costs[costs.length - 1], BUDGETS)) {
            Optional<Solution> solution = solve(solver, budget);
            if (solution.isPresent()) {
                CurvePoint measured =
                        CurvePoint.of(fresh, solution.get().point().thresholds(), costs);
                Expectation expected = solution.get().expectation();
                tally = tally.plus(
                        expected.accuracy().contains(measured.accuracy()),
                        expected.meanCost().contains(measured.meanCost()));
            }
        }
        return tally;
    }

    @Test
    void the_table_made_here_is_the_one_made_where_the_network_was_trained() throws Exception {
        assumeThat(TRAINING).as("Debian's dataset-fashion-mnist").exists();
        Bundle bundle = Bundle.open(TestBundle.FOLDER);
        List<CalibrationRow> shipped = bundle.calibration().orElseThrow().rows().subList(0, 400);
        List<String> ids =
                new BundleFolder(TestBundle.FOLDER, TrustSettings.ANY).heldOut().subList(0, 400);

        List<CalibrationRow> ours;
        try (LabelledPictures all = LabelledPictures.open(Optional.of(TRAINING), bundle)) {
            ours = rows(bundle, Temperatures.NONE, all.only(ids));
        }

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

    private static List<CalibrationRow> rows(Bundle bundle, Temperatures temperatures, LabelledPictures pictures) {
        List<CalibrationRow> rows = new ArrayList<>();
        Screen silent = Screen.on(new PrintWriter(new StringWriter()));
        new BundleRun(bundle, 1).over(pictures, silent, answer -> rows.add(answer.row(temperatures)));
        return rows;
    }
}

package dev.offramp.it;

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
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Calibration;
import dev.offramp.cli.labelled.Answer;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.ConfidenceMeasure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What every exit of a bundle says of test pictures, without a stream.
 *
 * @param classes  what the labels of the pictures mean
 * @param pictures the samples, in the order of the answers
 */
record OfflineRun(
        Path folder,
        Bundle bundle,
        JsonNode manifest,
        List<String> classes,
        LabelledPictures pictures,
        List<Answer> answers)
        implements AutoCloseable {

    /** Of so many test pictures at most; skips the test where they are not there. */
    static OfflineRun of(Path folder, int count) throws IOException, BundleException {
        Bundle bundle = Bundle.open(folder);
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        TestSet tests = TestSet.of(bundle, manifest);
        LabelledPictures pictures = tests.sample(bundle, count);
        List<Answer> answers = new ArrayList<>();
        try {
            new BundleRun(bundle, 1).over(pictures, Screen.on(new PrintWriter(new StringWriter())), answers::add);
        } catch (RuntimeException failure) {
            pictures.close();
            throw failure;
        }
        return new OfflineRun(folder, bundle, manifest, tests.classes(), pictures, answers);
    }

    /** Under the bundle's own policy. */
    List<Offline.Decision> decisions() {
        return answers.stream()
                .map(answer -> Offline.decide(bundle.policy(), answer.logits()))
                .toList();
    }

    /** Of each picture 1 where the answer is its class by name, and 0 where not. */
    double[] rightOnes() {
        List<Offline.Decision> decisions = decisions();
        return IntStream.range(0, decisions.size())
                .mapToDouble(n -> {
                    String answer = bundle.classes().get(decisions.get(n).predicted());
                    return answer.equals(classes.get(answers.get(n).label())) ? 1 : 0;
                })
                .toArray();
    }

    /** The multiply-adds of each picture. */
    double[] costs() {
        double[] toExit = bundle.cumulativeMultiplyAdds();
        return decisions().stream()
                .mapToDouble(decision -> toExit[decision.exit() - 1])
                .toArray();
    }

    /** Of so many budgets, how many come out as the solver expects from held-out samples. */
    Tally tally(Family family, int budgets) throws BundleException {
        ConfidenceMeasure measure = bundle.policy().criterion().measure();
        Calibration heldOut = bundle.calibration().orElseThrow();
        ExitTable fresh = new Calibration(
                        bundle.answers(),
                        heldOut.temperatures(),
                        answers.stream()
                                .map(answer -> answer.row(heldOut.temperatures()))
                                .toList())
                .table(measure);
        double[] costs = bundle.cumulativeMultiplyAdds();
        BudgetSolver solver = new BudgetSolver(family, heldOut.table(measure), costs, fresh.samples());
        Tally tally = Tally.NONE;
        for (double budget : Budgets.spread(costs[0], costs[costs.length - 1], budgets)) {
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

    private static Optional<Solution> solve(BudgetSolver solver, double budget) {
        try {
            return Optional.of(solver.solve(new BudgetGoal.MeanCost(budget)));
        } catch (UnreachableBudget tooSmall) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        pictures.close();
    }
}

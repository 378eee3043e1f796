package dev.offramp.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.budget.BudgetGoal;
import dev.offramp.budget.StageCosts;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Calibration;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.labelled.Answer;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.LabelledSamples;
import dev.offramp.cli.labelled.RunOptions;
import dev.offramp.cli.labelled.Split;
import dev.offramp.cli.policy.CriterionJson;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.schema.CalibrationRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Finds thresholds for a budget on the calibration table, and measures on fresh samples what they come to. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "evaluate",
        sortOptions = false,
        description = {
            "Find thresholds for a budget on a bundle's calibration table, say what to expect of them on fresh pictures or clips, and"
                    + " measure it with the decoder and the engine of the job.",
            "",
            "Of a data set with parts, the pictures of test/ are taken, or of val/ where there is no test/; those that the manifest names"
                    + " as calibrating are left out. It says which were taken, and why where a value lies outside what was expected.",
            "",
            "The JSON that it prints is the policy, as a policy update and a manifest have it; null closes an exit."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp evaluate model-artifacts/bundles/fashion-mnist-branchy --budget 6M",
            "  ./offramp evaluate BUNDLE --data pictures.zip --budget=-0.5%% --measure margin",
            "  ./offramp evaluate CLIP-BUNDLE --data videos/ --rate all --budget=-0.5%%",
            "  ./offramp evaluate BUNDLE --budget 0.2ms --costs runs/calibration/costs.json",
            "  ./offramp evaluate model-artifacts/bundles/fashion-mnist-branchy --curve",
            ""
        })
public final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Option(
            names = {"-b", "--budget"},
            paramLabel = "BUDGET",
            converter = Budget.Converter.class,
            description =
                    "Mean multiply-adds a sample (6M), mean milliseconds a sample (0.8ms), or accuracy in points below"
                            + " the last exit's (-0.5%%).")
    private Optional<Budget> budget;

    @Option(names = "--curve", description = "Evaluate 40 budgets with every family instead; write a CSV and a PNG.")
    private boolean curve;

    @Mixin
    private SolverOptions solver;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the policy, with what was expected and what was measured.")
    private Optional<Path> json;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where the curve goes (default: runs/evaluate/NAME).")
    private Optional<Path> out;

    @Override
    public Integer call() throws IOException {
        check(curve != budget.isPresent(), "give either --budget or --curve");
        BundleFolder bundleFolder = run.bundle();
        Bundle bundle = bundleFolder.open();
        Calibration calibration = bundleFolder.calibration(bundle, solver.calibration());
        Prices prices = prices(bundle);
        Screen screen = Screen.on(spec.commandLine().getOut());
        ConfidenceMeasure measure = solver.measure(bundle);
        Fresh fresh = fresh(bundle, calibration, screen);
        Evaluation evaluation =
                new Evaluation(calibration.table(measure), fresh.table().table(measure), prices);
        if (budget.isPresent()) {
            single(
                    evaluation,
                    bundle,
                    fresh,
                    new Criterion(
                            measure, calibration.temperatures(), bundle.policy().thresholds()),
                    screen);
        } else {
            Path to = out.orElse(
                    Home.folder().resolve("runs/evaluate").resolve(bundle.id().name()));
            new CurveRun(evaluation, bundle.id().name() + ", " + measure, screen).writeTo(to);
        }
        return 0;
    }

    private Prices prices(Bundle bundle) {
        boolean namesTime = budget.filter(wanted -> wanted.unit() == Budget.Unit.MILLISECONDS)
                .isPresent();
        boolean namesMultiplyAdds = !namesTime
                && budget.filter(wanted -> wanted.goal() instanceof BudgetGoal.MeanCost)
                        .isPresent();
        if (namesMultiplyAdds || !(namesTime || solver.costs().isGiven())) {
            return new Prices(Budget.Unit.MULTIPLY_ADDS, bundle.cumulativeMultiplyAdds());
        }
        StageCosts costs = solver.costs()
                .read(bundle)
                .orElseThrow(() -> new CommandFailure("a budget in milliseconds needs measured stage costs: make them"
                        + " with './offramp calibrate " + run.bundle().folder()
                        + " --costs FILE' and name them with --costs FILE"));
        return new Prices(Budget.Unit.MILLISECONDS, costs.cumulative(solver.batchSize()));
    }

    /**
     * What the exits said of fresh samples.
     *
     * @param unit what they are, in one word
     */
    private record Fresh(Calibration table, String unit, Split split) {}

    private Fresh fresh(Bundle bundle, Calibration calibration, Screen screen) {
        List<CalibrationRow> rows = new ArrayList<>();
        try (LabelledSamples samples = run.fresh(bundle, screen)) {
            screen.line("%s over %s %s of %s", bundle.id(), Figures.count(samples.count()), samples.unit(), samples);
            if (!samples.split().told().isEmpty()) {
                screen.line(samples.split().told());
            }
            new BundleRun(bundle, run.threads())
                    .over(samples, screen, (Answer answer) -> rows.add(answer.row(calibration.temperatures())));
            return new Fresh(
                    new Calibration(bundle.answers(), calibration.temperatures(), rows),
                    samples.unit(),
                    samples.split());
        }
    }

    private void single(Evaluation evaluation, Bundle bundle, Fresh fresh, Criterion criterion, Screen screen)
            throws IOException {
        Trial trial = evaluation.trial(solver.family(), budget.orElseThrow().goal());
        screen.line("");
        new TrialReport(trial, evaluation.prices()).lines().forEach(screen::line);
        if (!trial.isInside()) {
            screen.line("");
            new WhyOutside(
                            evaluation.heldOut(),
                            evaluation.fresh(),
                            fresh.split().isTrainedOn())
                    .lines()
                    .forEach(screen::line);
        }
        CriterionJson policy = new CriterionJson(
                new Criterion(
                        criterion.measure(),
                        criterion.temperatures(),
                        trial.solution().point().thresholds()),
                Optional.of(bundle.id()));
        screen.line("");
        screen.line("Policy: " + policy.node());
        if (json.isPresent()) {
            Files.createDirectories(json.get().toAbsolutePath().getParent());
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(
                            json.get().toFile(),
                            new TrialJson(
                                            policy,
                                            trial,
                                            fresh.unit(),
                                            evaluation.fresh().samples())
                                    .node());
            screen.line("Written: " + json.get() + "; './offramp policy set --default --from " + json.get()
                    + "' puts it in force");
        }
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}

package dev.offramp.cli.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.DeploymentPlan;
import dev.offramp.budget.PlanAssumptions;
import dev.offramp.budget.Planner;
import dev.offramp.budget.StageCosts;
import dev.offramp.budget.Workload;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.cli.labelled.BundleArgument;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.labelled.CostsFile;
import dev.offramp.cli.terminal.Amount;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plans a deployment from measured stage costs. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "plan",
        sortOptions = false,
        description = {
            "Plan a deployment for a rate: parallelism, batch and linger of every stage, in both placements, with the throughput"
                    + " and latency to expect.",
            "",
            "The costs are what './offramp calibrate BUNDLE --costs FILE' measured, on this machine or on any other, best with as"
                    + " many threads at once (--parallelism) as a machine will run subtasks; the exit shares are those of the"
                    + " bundle's policy, or of a budget, on its calibration table."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp calibrate model-artifacts/bundles/fashion-mnist-branchy --costs runs/costs.json \\",
            "      --parallelism 2",
            "  ./offramp plan model-artifacts/bundles/fashion-mnist-branchy --costs runs/costs.json --rate 1M",
            "  ./offramp plan model-artifacts/bundles/fashion-mnist-branchy --costs runs/costs.json --streams 40 --fps 25 \\",
            "      --cores 8 --accuracy 92%%",
            "  ./offramp plan model-artifacts/bundles/fashion-mnist-branchy --costs runs/costs.json --rate 200k \\",
            "      --values plan.yaml",
            ""
        })
public final class PlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BundleArgument argument;

    @Option(names = "--costs", required = true, paramLabel = "FILE", description = "Measured stage costs.")
    private Path costs;

    @Mixin
    private LoadOptions incoming = new LoadOptions();

    @Option(
            names = "--budget",
            paramLabel = "N",
            converter = Amount.class,
            description = "Mean multiply-adds a sample, as 6M (default: what the bundle's own policy costs).")
    private Optional<Double> budget;

    @Option(
            names = "--accuracy",
            paramLabel = "PERCENT",
            converter = SampleShare.class,
            description = "The least accuracy to expect, as 92%%: the cheapest thresholds that keep it.")
    private Optional<Double> accuracy;

    @Mixin
    private AssumptionOptions assumed = new AssumptionOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write both plans as JSON.")
    private Optional<Path> json;

    @Mixin
    private ValuesOptions values = new ValuesOptions();

    @Override
    public Integer call() throws IOException {
        Screen screen = Screen.on(spec.commandLine().getOut());
        values.check();
        BundleFolder bundleFolder = argument.folder();
        Bundle opened = bundleFolder.open();
        StageCosts measured = new CostsFile(costs).read(opened);
        Bundle bundle = measuredNetwork(opened, measured);
        CurvePoint mix = mix(ExitMix.of(bundle, bundleFolder));
        PlanAssumptions given = assumed.of(bundle);
        List<Double> reach = Workload.reach(mix.shares());
        Workload load = new Workload(perSecond(measured, reach, bundle, given), reach, activationBytes(bundle));
        Planner planner = new Planner(measured, load, given);
        screen.line("%s, costs of %s, %s", bundle.id(), measured.machine(), measured.precision());
        List<DeploymentPlan> plans = plans(planner);
        new PlanReport(load, mix, plans).lines().forEach(screen::line);
        screen.line("");
        screen.line(
                "On the machine of these costs, one task manager of as many subtasks as cores carries %s/s for each core.",
                Figures.count(planner.mostPerSecond(1)));
        MemoryNeed need = new MemoryNeed(bundle, given.maxBatch());
        screen.line("%s", need.line());
        new PlanAdvice(measured, load, given).lines(plans, incoming.cores()).forEach(screen::line);
        if (json.isPresent()) {
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(json.get().toFile(), plans);
        }
        values.write(plans, new PlannedJob(bundleFolder.folder(), need, measured, given), remarks(load, mix))
                .ifPresent(screen::line);
        return 0;
    }

    /** What the values cannot say. */
    private List<String> remarks(Workload load, CurvePoint mix) {
        String rate = Figures.count(load.perSecond()) + " samples/s";
        if (budget.isEmpty() && accuracy.isEmpty()) {
            return List.of("Planned for " + rate + " under the bundle's own policy.");
        }
        return List.of(
                "Planned for " + rate + " under thresholds that the job does not have by itself:",
                "./offramp policy set --default --cost " + (long) Math.ceil(mix.meanCost()));
    }

    /** What was said, or else what the cores carry, colocated. */
    private double perSecond(StageCosts measured, List<Double> reach, Bundle bundle, PlanAssumptions given) {
        return incoming.perSecond().orElseGet(() -> new CarriedRate(measured, reach, activationBytes(bundle), given)
                .on(incoming.cores().orElseThrow()));
    }

    private static List<DeploymentPlan> plans(Planner planner) {
        try {
            return List.of(planner.colocated(), planner.disaggregated());
        } catch (IllegalArgumentException tooMuch) {
            throw new CommandFailure("this rate cannot be planned for: " + tooMuch.getMessage(), tooMuch);
        }
    }

    private CurvePoint mix(ExitMix exits) {
        if (budget.isPresent() && accuracy.isPresent()) {
            throw new CommandFailure("--budget and --accuracy each set the thresholds; leave one out");
        }
        return accuracy.map(exits::ofAccuracy)
                .or(() -> budget.map(exits::ofBudget))
                .orElseGet(exits::ofOwnPolicy);
    }

    /** The bundle in the precision whose costs were measured: its activations have other sizes. */
    private static Bundle measuredNetwork(Bundle bundle, StageCosts costs) {
        return bundle.precisions().stream()
                .map(bundle::in)
                .filter(network -> network.id().toString().equals(costs.bundle()))
                .findFirst()
                .orElse(bundle);
    }

    /** Frames of a clip that later stages look at travel encoded: what those take, no bundle says. */
    private static List<Long> activationBytes(Bundle bundle) {
        return bundle.stages().stream()
                .map(stage -> (stage.number() == 1 ? stage.inputs() : stage.carried())
                        .stream().mapToLong(TensorSpec::sampleBytes).sum())
                .toList();
    }
}

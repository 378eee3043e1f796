package dev.offramp.bench;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.job.Placement;
import dev.offramp.job.Settings;
import dev.offramp.stage.StageDevice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures how far plans are from what the job then does. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "plan",
        sortOptions = false,
        description = {
            "The job against its plan: samples/s that the job manages under the bundle's policy, and at thresholds that spend half"
                    + " the multiply-adds, divided by what './offramp plan' expects there.",
            "",
            "Stage costs are measured as './offramp calibrate --costs' does, in this process while the job idles, with as many"
                    + " threads busy at once as the job has subtasks, for they share the machine. What a sample and each of its"
                    + " stages cost outside the networks is taken from two other policies in the same turn, nobody leaving"
                    + " early and half a point of accuracy given up; the exit shares are those of the calibration table.",
            "",
            "It needs a machine of its own: cores that others take meanwhile count as time outside the networks."
        },
        footer = {"", "Example:", "  ./offramp bench plan --pairs 3 --seconds 4", ""})
final class PlanCheckCommand implements Callable<Integer> {

    private static final double LOSS = 0.005;
    private static final double HALF = 0.5;

    @Mixin
    private BenchOptions common;

    @Mixin
    private TurnOptions turns;

    @Override
    public Integer call() {
        Screen screen = common.begin();
        try (LocalSystem system = common.start();
                JobLoop loop = new JobLoop(system)) {
            requirePlannable(system.plan().settings());
            PlanCheck result = play(system, loop, screen);
            common.finish(result.report(system.plan()), screen);
        }
        return 0;
    }

    private static void requirePlannable(Settings settings) {
        boolean isOnCpu = settings.stages().stream().allMatch(stage -> stage.device() == StageDevice.Kind.CPU);
        if (settings.placement() != Placement.COLOCATED || !isOnCpu) {
            throw new CommandFailure(
                    "bench plan checks colocated stages on the CPU; leave job.placement and stage.device"
                            + " as they are");
        }
        if (settings.bundle().earlyExits() == 0) {
            throw new CommandFailure("bench plan compares policies, and this bundle has no early exit");
        }
    }

    private PlanCheck play(LocalSystem system, JobLoop loop, Screen screen) {
        Bundle bundle = system.plan().settings().bundle();
        List<Picture> pictures = common.pictures(bundle);
        Forecast forecast = Forecast.of(new JobStageCosts(system.plan(), pictures).measure(screen), system.plan());
        EqualAccuracy accuracy =
                new EqualAccuracy(bundle, common.bundleFolder().calibration(bundle, Optional.empty()), LOSS);
        PlannedPolicy deepest = PlannedPolicy.on(accuracy, "nobody leaves early", accuracy.nobody());
        PlannedPolicy open =
                PlannedPolicy.on(accuracy, "exits, -0.5 points", accuracy.withExits(bundle.cumulativeMultiplyAdds()));
        List<PlannedPolicy> predicted = List.of(
                PlannedPolicy.on(
                        accuracy, "the bundle's policy", bundle.policy().criterion()),
                PlannedPolicy.spending(HALF, accuracy, "half the multiply-adds"));
        DefaultPolicy board = new DefaultPolicy(system.plan().settings().kafka(), bundle);
        List<Contestant> contestants = Stream.concat(Stream.of(deepest, open), predicted.stream())
                .<Contestant>map(policy -> new JobUnderPolicy(policy.name(), loop, board, policy.criterion()))
                .toList();
        Contest contest = turns.contest(contestants, pictures, common.warmUp(), screen);
        return new PlanCheck(contest.play(), deepest, open, predicted, forecast);
    }
}

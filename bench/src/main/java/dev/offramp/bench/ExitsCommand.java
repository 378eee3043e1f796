package dev.offramp.bench;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what exits gain at equal accuracy. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "exits",
        sortOptions = false,
        description = {
            "Exit gain: samples/s of the job with its exits set to be as accurate as the last exit (less --loss points), divided"
                    + " by samples/s with all early exits closed, and by those of the cheapest single exit of that accuracy.",
            "",
            "One job runs; its policy is switched by a record on the policies topic, and a turn begins when every subtask"
                    + " obeys. Thresholds come from the bundle's calibration table."
        },
        footer = {"", "Example:", "  ./offramp bench exits --pairs 3 --seconds 4", ""})
final class ExitsCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions common;

    @Mixin
    private TurnOptions turns;

    @Option(
            names = "--loss",
            paramLabel = "POINTS",
            defaultValue = "0.5",
            description = "Percentage points of accuracy that may be lost (default: ${DEFAULT-VALUE}).")
    private double lossPoints;

    @Override
    public Integer call() {
        if (!(lossPoints >= 0 && lossPoints <= 100)) {
            throw new CommandFailure("--loss must be 0 to 100 points, was " + lossPoints);
        }
        Screen screen = common.begin();
        BundleFolder folder = common.bundleFolder();
        Bundle bundle = folder.open();
        EqualAccuracy accuracy =
                new EqualAccuracy(bundle, folder.calibration(bundle, Optional.empty()), lossPoints / 100);
        try (LocalSystem system = common.start();
                JobLoop loop = new JobLoop(system)) {
            Exits result = play(system, loop, accuracy, screen);
            common.finish(result.report(system.plan()), screen);
        }
        return 0;
    }

    private Exits play(LocalSystem system, JobLoop loop, EqualAccuracy accuracy, Screen screen) {
        Bundle bundle = accuracy.bundle();
        Criterion open = accuracy.withExits();
        int single = accuracy.singleExit();
        screen.line("Thresholds for equal accuracy: " + open.thresholds() + " (" + open.measure() + "); exit " + single
                + " alone is accurate enough.");
        DefaultPolicy policy = new DefaultPolicy(system.plan().settings().kafka(), bundle);
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new JobUnderPolicy(Exits.OPEN, loop, policy, open));
        contestants.add(new JobUnderPolicy(
                Exits.CLOSED, loop, policy, accuracy.only(bundle.stages().size())));
        if (single <= bundle.earlyExits()) {
            contestants.add(new JobUnderPolicy(Exits.alone(single), loop, policy, accuracy.only(single)));
        }
        Contest contest = turns.contest(contestants, common.pictures(bundle), common.warmUp(), screen);
        return new Exits(contest.play(), single, accuracy.loss());
    }
}

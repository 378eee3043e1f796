package dev.offramp.bench;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.Criterion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
                    + " obeys. In a turn all see the same pictures. Thresholds come from the bundle's calibration table, and from what its stages"
                    + " take here: of those that are accurate enough, the fastest.",
            "",
            "--all measures every bundle beside the one that ships, in a process each, and reports the worst beside the best."
        },
        footer = {
            "",
            "Example:",
            "  ./offramp bench exits --pairs 3 --seconds 4",
            "  ./offramp bench exits --all --pictures cifar100=cifar100-test.zip --pictures imagenette=imagenette-128.zip",
            ""
        })
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

    @Option(names = "--all", description = "Measure every bundle of the folder that the named one lies in.")
    private boolean all;

    @Option(
            names = "--pictures",
            paramLabel = "PREFIX=DATA",
            description = "With --all: the --data of the bundles whose names begin so; may be repeated.")
    private Map<String, Path> pictures = new LinkedHashMap<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!(lossPoints >= 0 && lossPoints <= 100)) {
            throw new CommandFailure("--loss must be 0 to 100 points, was " + lossPoints);
        }
        if (!all && !pictures.isEmpty()) {
            throw new CommandFailure("--pictures is for --all; one bundle takes --data");
        }
        Screen screen = common.begin();
        BundleFolder folder = common.bundleFolder();
        if (all) {
            Path bundles = folder.folder()
                    .toAbsolutePath()
                    .normalize()
                    .resolveSibling(".")
                    .normalize();
            common.finish(new ExitsOfAll(bundles, common.folder(), handedOn(), pictures, screen).measure(), screen);
            return 0;
        }
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

    /** What was given to this command and holds for each bundle. */
    private List<String> handedOn() {
        List<String> own = List.of("--all", "--pictures", "--bundle", "--out");
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> !own.contains(option.longestName()))
                .flatMap(option ->
                        option.originalStringValues().stream().map(value -> option.longestName() + "=" + value))
                .toList();
    }

    private Exits play(LocalSystem system, JobLoop loop, EqualAccuracy accuracy, Screen screen) {
        Bundle bundle = accuracy.bundle();
        List<Picture> played = common.pictures(bundle);
        Criterion open = accuracy.withExits(new JobStageCosts(system.plan(), played).cumulative(screen));
        int single = accuracy.singleExit();
        screen.line("Thresholds for equal accuracy in the least time: " + open.thresholds() + " (" + open.measure()
                + "); exit " + single + " alone is accurate enough.");
        DefaultPolicy policy = new DefaultPolicy(system.plan().settings().kafka(), bundle);
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(new JobUnderPolicy(Exits.OPEN, loop, policy, open));
        contestants.add(new JobUnderPolicy(
                Exits.CLOSED, loop, policy, accuracy.only(bundle.stages().size())));
        if (single <= bundle.earlyExits()) {
            contestants.add(new JobUnderPolicy(Exits.alone(single), loop, policy, accuracy.only(single)));
        }
        Contest contest = turns.contest(contestants, played, common.warmUp(), screen);
        return new Exits(contest.play(), single, accuracy.loss());
    }
}

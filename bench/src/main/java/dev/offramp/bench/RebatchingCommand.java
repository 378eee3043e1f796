package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.Spread;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.RunningJob;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.stage.StageOptions;
import dev.offramp.stage.djl.DjlStageEngines;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures what it gains to regroup survivors. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "rebatching",
        sortOptions = false,
        description = {
            "The job, which regroups the survivors of several batches into full ones, divided by a job in which every deeper"
                    + " stage runs what a batch left over as it is.",
            "",
            "Two jobs on one cluster, each on topics of its own, take turns under the bundle's policy. The second one has"
                    + " other stage engines for this measurement; the operators are the same."
        },
        footer = {"", "Example:", "  ./offramp bench rebatching --pairs 3", ""})
final class RebatchingCommand implements Callable<Integer> {

    private static final String REGROUPED = "survivors regrouped";
    private static final String AS_IT_IS = "remainders as they are";

    @Mixin
    private BenchOptions common;

    @Mixin
    private TurnOptions turns;

    @Override
    public Integer call() {
        Screen screen = common.begin();
        try (LocalSystem system = common.start("taskmanager.numberOfTaskSlots=" + 2 * common.parallelism())) {
            ContestResult standings = play(system, screen);
            common.finish(report(standings, system.plan()), screen);
        }
        return 0;
    }

    private ContestResult play(LocalSystem system, Screen screen) {
        Bundle bundle = system.plan().settings().bundle();
        JobPlan plan = system.planBeside("as-it-is", unboundDeeperStages(bundle));
        String run = UUID.randomUUID().toString();
        RunningJob beside = system.submit(
                plan, new PiecemealEngines(new DjlStageEngines(plan.settings().intraOpThreads()), run));
        try (JobLoop regrouped = new JobLoop(system);
                JobLoop asItIs = new JobLoop(
                        system.bootstrapServers(),
                        plan.settings().kafka().topics(),
                        Cameras.inTurn("bench-", Balance.MANY))) {
            List<Contestant> contestants =
                    List.of(new Neighbour(REGROUPED, regrouped), new Piecemeal(AS_IT_IS, asItIs, PieceCounts.of(run)));
            ContestResult standings = turns.contest(contestants, common.pictures(bundle), common.warmUp(), screen)
                    .play();
            beside.requireAlive();
            return standings;
        }
    }

    private static List<String> unboundDeeperStages(Bundle bundle) {
        List<String> settings = new ArrayList<>();
        for (int stage = 2; stage <= bundle.stages().size(); stage++) {
            settings.add(StageOptions.keyOf(StageOptions.MAX_BATCH_SIZE, stage) + "=" + PiecemealEngines.NEVER_BINDS);
        }
        return settings;
    }

    private static Report report(ContestResult standings, JobPlan plan) {
        Spread gain = standings.ratio(REGROUPED, AS_IT_IS);
        return new Report(
                        "rebatching",
                        "Rebatching",
                        Conditions.of(plan),
                        List.of(Figure.reported(
                                "regrouped / as it is",
                                "Samples/s of the job with survivors regrouped into full batches / samples/s of a job that runs what a batch"
                                        + " left over as it is (DREX reports 2 to 12 % more).",
                                gain.asShare())),
                        List.of(standings.table()),
                        List.of("Mean batches are those that a sample shared."),
                        standings.rows())
                .drawnAs(
                        new Bars("Regrouping survivors", "times", List.of(gain.bar("regrouped / as it is"))),
                        standings.bars());
    }
}

package dev.offramp.bench;

import dev.offramp.bench.peers.ConsumerLoop;
import dev.offramp.bench.peers.RecordAtATime;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.RunningJob;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Thresholds;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the job against what a user would write instead. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "peers",
        sortOptions = false,
        description = {
            "The job against what a user would write: a Flink job after DJL's published examples, which runs the whole network"
                    + " record by record in one function, and a plain consumer loop, which runs it in batches without Flink.",
            "",
            "All read the same frames from the same broker, each on topics of its own, and write the same records. They take"
                    + " turns; the job has its exits as the bundle recommends, and then closed."
        },
        footer = {"", "Example:", "  ./offramp bench peers --pairs 3", ""})
final class PeersCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions common;

    @Mixin
    private TurnOptions turns;

    @Override
    public Integer call() {
        Screen screen = common.begin();
        try (LocalSystem system = common.start("taskmanager.numberOfTaskSlots=" + 2 * common.parallelism())) {
            Peers result = new Peers(play(system, screen));
            common.finish(result.report(system.plan()), screen);
        }
        return 0;
    }

    private ContestResult play(LocalSystem system, Screen screen) {
        JobPlan plan = system.plan();
        JobPlan records = system.planBeside("record-at-a-time", List.of());
        JobPlan loop = system.planBeside("consumer-loop", List.of());
        RunningJob peer = new RecordAtATime(system, records).start();
        screen.line("Two jobs and a consumer loop are started.");
        try (ConsumerLoop consumers = new ConsumerLoop(loop);
                JobLoop job = new JobLoop(system);
                JobLoop aroundRecords = around(records, system);
                JobLoop aroundLoop = around(loop, system)) {
            Bundle bundle = plan.settings().bundle();
            DefaultPolicy policy = new DefaultPolicy(plan.settings().kafka(), bundle);
            Criterion recommended = bundle.policy().criterion();
            Criterion closed = Criterion.of(recommended.measure(), Thresholds.closed(bundle.earlyExits()));
            List<Contestant> contestants = List.of(
                    new JobUnderPolicy(Peers.JOB, job, policy, recommended),
                    new JobUnderPolicy(Peers.CLOSED, job, policy, closed),
                    new Neighbour(Peers.RECORD_AT_A_TIME, aroundRecords),
                    new Neighbour(Peers.CONSUMER_LOOP, aroundLoop));
            ContestResult standings = turns.contest(contestants, common.pictures(bundle), common.warmUp(), screen)
                    .play();
            consumers.requireAlive();
            peer.requireAlive();
            return standings;
        }
    }

    private static JobLoop around(JobPlan plan, LocalSystem system) {
        return new JobLoop(
                system.bootstrapServers(), plan.settings().kafka().topics(), Cameras.inTurn("bench-", Balance.MANY));
    }
}

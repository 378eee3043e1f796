package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Spread;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.RunningJob;
import dev.offramp.stage.djl.DjlStageEngines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.configuration.CoreOptions;

/** Jobs with real stages and different numbers of subtasks on one cluster, which take turns. */
final class RealScaling implements AutoCloseable {

    static final String STAGES = "real";

    private final List<RunningJob> jobs = new ArrayList<>();
    private final List<JobPlan> plans = new ArrayList<>();
    private final List<JobLoop> loops = new ArrayList<>();
    private final List<Contestant> contestants = new ArrayList<>();
    private final List<Integer> subtasks;

    /** Starts the jobs beside the system's own, which stays idle. */
    RealScaling(LocalSystem system, List<Integer> subtasks) {
        this.subtasks = List.copyOf(subtasks);
        for (int count : subtasks) {
            JobPlan plan =
                    system.planBeside("scaling-" + count, List.of(CoreOptions.DEFAULT_PARALLELISM.key() + "=" + count));
            plans.add(plan);
            jobs.add(system.submit(plan, new DjlStageEngines(plan.settings().intraOpThreads())));
            JobLoop loop = new JobLoop(
                    system.bootstrapServers(),
                    plan.settings().kafka().topics(),
                    Cameras.inTurn("camera-", Balance.MANY));
            loops.add(loop);
            contestants.add(new Neighbour(name(count), loop));
        }
    }

    /** Slots for all of them. */
    static int slots(int own, List<Integer> subtasks) {
        return own + subtasks.stream().mapToInt(Integer::intValue).sum();
    }

    /** Lets them take turns. */
    List<ScalingRow> measure(Function<List<Contestant>, Contest> contest) {
        ContestResult standings = contest.apply(contestants).play();
        jobs.forEach(RunningJob::requireAlive);
        String one = name(subtasks.get(0));
        return plans.stream().map(plan -> row(standings, one, plan)).toList();
    }

    private ScalingRow row(ContestResult standings, String one, JobPlan plan) {
        int count = plan.parallelism();
        double times = (double) count / subtasks.get(0);
        List<Double> linear = standings.ratio(name(count), one).values().stream()
                .map(ratio -> ratio / times)
                .toList();
        return new ScalingRow(
                Conditions.of(plan), STAGES, count, standings.rate(name(count)), new Spread(linear), Double.NaN);
    }

    private static String name(int count) {
        return "job, " + count + (count == 1 ? " subtask" : " subtasks");
    }

    @Override
    public void close() {
        loops.forEach(JobLoop::close);
    }
}

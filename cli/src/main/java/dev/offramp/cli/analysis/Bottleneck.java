package dev.offramp.cli.analysis;

import dev.offramp.throughput.Latencies;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.Totals;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What holds a job back, by name, and how that is known.
 *
 * @param name   as a person would call it
 * @param reason with the figures that say so
 * @param holds  whether anything is held back at all
 */
public record Bottleneck(String name, String reason, boolean holds) {

    private static final double BUSY = 0.8;
    private static final double SKEW = 1.3;
    private static final double GROWING = 0.05;
    private static final double WAITING_SECONDS = 5;
    private static final double FULL = 0.9;

    /**
     * Judges a job that runs.
     *
     * @param recent what was answered lately
     * @param tasks  as Flink measures them; empty where its REST interface was not asked
     */
    public static Bottleneck of(Flow flow, Totals recent, List<TaskLoad> tasks) {
        if (flow.in() == 0 && flow.out() == 0 && flow.lag() <= 0) {
            return new Bottleneck("no frames", "nothing is published and nothing waits", false);
        }
        Optional<TaskLoad> busiest = tasks.stream().max(Comparator.comparingDouble(TaskLoad::busy));
        boolean behind =
                flow.lagTrend() > GROWING * flow.in() || flow.lagSeconds().orElse(Double.MAX_VALUE) > WAITING_SECONDS;
        if (busiest.isEmpty()) {
            return behind ? unmeasured(flow) : keepsUp(flow, "");
        }
        TaskLoad task = busiest.get();
        if (task.busy() < BUSY) {
            String calm = format("; its busiest task, %s, is busy %.0f %% of the time", task.task(), 100 * task.busy());
            return behind ? idle(flow, tasks, task) : keepsUp(flow, calm);
        }
        boolean uneven = task.subtasks() > 1 && task.busy() > SKEW * task.meanBusy();
        return uneven ? skewed(task) : busy(task, recent, behind);
    }

    private static Bottleneck keepsUp(Flow flow, String more) {
        String rates = format("the job keeps up: %.0f/s come, %.0f/s are read", flow.in(), flow.out());
        return new Bottleneck("none", rates + more, false);
    }

    private static Bottleneck unmeasured(Flow flow) {
        String work = flow.lagSeconds().isPresent()
                ? format("%.0f s of work", flow.lagSeconds().getAsDouble())
                : "and none is read";
        return new Bottleneck(
                "the job",
                format("%.0f frames wait, ", flow.lag()) + work
                        + "; which task is busy only Flink's REST interface tells (--cluster)",
                true);
    }

    /** Nobody is busy, and still it is behind: something is waited for. */
    private static Bottleneck idle(Flow flow, List<TaskLoad> tasks, TaskLoad busiest) {
        Optional<TaskLoad> held =
                tasks.stream().filter(task -> task.backpressured() >= BUSY).findFirst();
        if (held.isPresent()) {
            return new Bottleneck(
                    "what comes behind " + held.get().task(),
                    format(
                            "it waits %.0f %% of the time for room, though no task computes: the sink or the network",
                            100 * held.get().backpressured()),
                    true);
        }
        return new Bottleneck(
                "the source",
                format(
                        "%.0f frames wait, and yet the busiest task, %s, is busy %.0f %% of the time: too few partitions, a slow broker,"
                                + " or it has just begun",
                        flow.lag(), busiest.task(), 100 * busiest.busy()),
                true);
    }

    private static Bottleneck skewed(TaskLoad task) {
        return new Bottleneck(
                "one subtask of " + task.task(),
                format(
                        "it is busy %.0f %% of the time, the mean of all %d only %.0f %%: the load is uneven",
                        100 * task.busy(), task.subtasks(), 100 * task.meanBusy()),
                true);
    }

    /** A stage is named only where it is in the busy task. */
    private static Bottleneck busy(TaskLoad task, Totals recent, boolean behind) {
        Optional<Integer> dearest = dearestStage(task, recent);
        String inIt = dearest.map(stage -> format(
                        "; of the computing in its stages stage %d takes %.0f %%, in batches of %.1f",
                        stage, 100 * shareOf(task, recent, stage), batch(recent, stage)))
                .orElse("");
        String verdict = behind ? "" : "; it still keeps up";
        return new Bottleneck(
                dearest.map(stage -> "stage " + stage + ", in " + task.task()).orElse(task.task()),
                format("busy %.0f %% of the time on %d subtasks", 100 * task.busy(), task.subtasks()) + inIt + verdict,
                behind || task.busy() >= FULL);
    }

    private static IntStream stagesOf(TaskLoad task, Totals recent) {
        return IntStream.rangeClosed(1, recent.stages().size()).filter(task::runsStage);
    }

    private static Optional<Integer> dearestStage(TaskLoad task, Totals recent) {
        return stagesOf(task, recent)
                .boxed()
                .filter(stage -> work(recent.stages().get(stage - 1)) > 0)
                .max(Comparator.comparingDouble(stage -> work(recent.stages().get(stage - 1))));
    }

    private static double shareOf(TaskLoad task, Totals recent, int stage) {
        double all = stagesOf(task, recent)
                .mapToDouble(one -> work(recent.stages().get(one - 1)))
                .sum();
        return work(recent.stages().get(stage - 1)) / all;
    }

    private static double batch(Totals recent, int stage) {
        StageTotals totals = recent.stages().get(stage - 1);
        return (double) totals.batchSizes() / Math.max(1, totals.samples());
    }

    /** Time that its samples took of a thread: each has its part of its batch. */
    private static double work(StageTotals stage) {
        return stage.samples() == 0
                ? 0
                : stage.samples()
                        * Latencies.mean(stage.computeMicros())
                        * stage.samples()
                        / Math.max(1, stage.batchSizes());
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}

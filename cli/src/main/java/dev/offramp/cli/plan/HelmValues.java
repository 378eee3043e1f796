package dev.offramp.cli.plan;

import dev.offramp.budget.DeploymentPlan;
import dev.offramp.budget.StagePlan;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.job.Placement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a plan says to the chart {@code deploy/helm/offramp}. How many task managers there are follows: the operator starts as many
 * as the subtasks take.
 *
 * @param slots of each task manager
 */
record HelmValues(DeploymentPlan plan, PlannedJob job, int slots) {

    private static final int MOST_SUBTASKS = 5040; // key groups, of which a subtask has one at least

    static Placement placement(DeploymentPlan plan) {
        return Placement.valueOf(plan.placement().toUpperCase(Locale.ROOT));
    }

    /** Fails where the chart or the job would not take them. */
    void check() {
        double linger = job.given().maxLingerMillis();
        if (linger != Math.rint(linger)) {
            throw new CommandFailure("--linger must be whole milliseconds for --values, was " + linger);
        }
        int widest = plan.stages().stream().mapToInt(StagePlan::parallelism).reduce(parallelism(), Math::max);
        if (widest > MOST_SUBTASKS) {
            throw new CommandFailure("a job has at most " + Figures.count(MOST_SUBTASKS)
                    + " subtasks of a kind, this plan " + Figures.count(widest)
                    + ": plan for a part of the rate, and run several jobs on topics of their own");
        }
    }

    /** As in {@code 54 task managers of 4 slots, 4 CPUs and 6,720 MiB}. */
    String machines() {
        int count = (filledSlots() + slots - 1) / slots;
        return String.format(
                Locale.ROOT,
                "%,d task manager%s of %d slot%s, %d CPU%s%s and %,d MiB",
                count,
                plural(count),
                slots,
                plural(slots),
                size().cpus(),
                plural(size().cpus()),
                job.isOnGpu() ? ", " + slots + " GPU" + plural(slots) : "",
                size().processMib());
    }

    Map<String, Object> tree() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("job", Map.of("parallelism", parallelism()));
        values.put("settings", settings());
        values.put("taskManager", size().tree());
        if (job.isOnGpu()) {
            values.put("gpu", ordered("enabled", true, "amount", slots));
        }
        values.put("flinkConfiguration", size().flinkOptions());
        return values;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("bundle", Map.of("path", job.bundlePath()));
        settings.put("job", Map.of("placement", plan.placement()));
        if (isApart()) {
            settings.put("frames", ordered("decode", "apart", "parallelism", besideStages()));
        }
        settings.put("stage", stage());
        return settings;
    }

    private Map<String, Object> stage() {
        Map<String, Object> stage = new LinkedHashMap<>();
        stage.put("device", job.costs().device());
        stage.put("precision", job.costs().precision());
        stage.put("intra-op-threads", job.costs().threads());
        String linger = (long) job.given().maxLingerMillis() + "ms";
        stage.put("batch", ordered("max-size", job.given().maxBatch(), "max-linger", linger));
        if (isApart()) {
            stage.put("wire-precision", job.given().wireShrink() < 1 ? "bfloat16" : "exact");
            plan.stages()
                    .forEach(own -> stage.put(Integer.toString(own.stage()), Map.of("parallelism", own.parallelism())));
        }
        return stage;
    }

    /** Subtasks of what is no stage; of everything, where stages are colocated. */
    private int parallelism() {
        return isApart() ? besideStages() : plan.subtasks();
    }

    /** Apart from the stages, decoding has as many slots as reading and answering. */
    private int filledSlots() {
        return isApart() ? plan.subtasks() + besideStages() : plan.subtasks();
    }

    private int besideStages() {
        return plan.subtasks()
                - plan.stages().stream().mapToInt(StagePlan::parallelism).sum();
    }

    private boolean isApart() {
        return placement(plan) == Placement.DISAGGREGATED;
    }

    private TaskManagerSize size() {
        return new TaskManagerSize(plan, job, slots);
    }

    private static String plural(int count) {
        return count == 1 ? "" : "s";
    }

    private static Map<String, Object> ordered(String one, Object its, String other, Object others) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put(one, its);
        both.put(other, others);
        return both;
    }
}

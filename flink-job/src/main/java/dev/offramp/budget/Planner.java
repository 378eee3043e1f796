package dev.offramp.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * From measured stage costs to a deployment. Colocated, every subtask runs all stages; disaggregated, each stage has its own
 * subtasks, those that decode and answer are apart, and survivors are packed, sent and unpacked in between.
 *
 * <p>A stage's mean batch is what comes to one of its subtasks within the linger. Waiting for a busy subtask is that of an
 * M/D/1 queue of batches (Pollaczek-Khinchine), its 95th percentile three times the mean, as of an exponential tail.
 */
public final class Planner {

    private static final double TAIL = 3; // ln 20
    private static final double MILLIS = 1000;
    private static final int MOST_SUBTASKS = 1 << 22;

    private final StageCosts costs;
    private final Workload load;
    private final PlanAssumptions given;

    public Planner(StageCosts costs, Workload load, PlanAssumptions given) {
        if (costs.stages().size() != load.reach().size()) {
            throw new IllegalArgumentException(
                    "the costs are of " + costs.stages().size() + " stages, the load is of "
                            + load.reach().size());
        }
        this.costs = costs;
        this.load = load;
        this.given = given;
    }

    /** All stages of a sample in one task. */
    public DeploymentPlan colocated() {
        int subtasks = fewest(count -> busyMillis(stages(count)) + given.overheadMillis() <= allowed(count));
        List<StagePlan> stages = stages(subtasks);
        double work = busyMillis(stages) + given.overheadMillis();
        return plan(
                "colocated", subtasks, mostPerSecond(subtasks), load.perSecond() * work / MILLIS / subtasks, 0, stages);
    }

    /** Each stage with subtasks of its own. */
    public DeploymentPlan disaggregated() {
        List<StagePlan> stages = new ArrayList<>();
        int edges = (int) Math.ceil(load.perSecond() * given.overheadMillis() / MILLIS / given.utilisation());
        int subtasks = edges;
        double most = edges * MILLIS / given.overheadMillis();
        double network = 0;
        double busiest = 0;
        for (int stage = 1; stage <= costs.stages().size(); stage++) {
            int k = stage;
            double rate = load.perSecond() * load.reach().get(k - 1);
            int own = fewest(count -> rate * (stage(k, count).millisecondsASample() + wireMillis(k)) / MILLIS
                    <= given.utilisation() * count);
            StagePlan plan = stage(k, own);
            stages.add(plan);
            subtasks += own;
            double full = costs.milliseconds(k, given.maxBatch()) + wireMillis(k);
            most = Math.min(
                    most, own * MILLIS / full / Math.max(1e-9, load.reach().get(k - 1)));
            network += 8 * rate * wireBytes(k);
            busiest = Math.max(busiest, rate * (plan.millisecondsASample() + wireMillis(k)) / MILLIS / own);
        }
        return plan("disaggregated", subtasks, most, busiest, network, stages);
    }

    /** Samples a second that so many colocated subtasks carry when they do nothing else. */
    public double mostPerSecond(int subtasks) {
        return subtasks * MILLIS / fullWork();
    }

    private double fullWork() {
        double work = given.overheadMillis();
        for (int stage = 1; stage <= costs.stages().size(); stage++) {
            work += load.reach().get(stage - 1) * costs.milliseconds(stage, given.maxBatch());
        }
        return work;
    }

    /** Milliseconds of core time for each sample, were the load spread over so many. */
    private double allowed(int subtasks) {
        return subtasks * given.utilisation() * MILLIS / load.perSecond();
    }

    private static int fewest(IntPredicate enough) {
        int high = 1;
        while (!enough.test(high)) {
            high *= 2;
            if (high > MOST_SUBTASKS) {
                throw new IllegalArgumentException("more than " + MOST_SUBTASKS + " subtasks would be needed");
            }
        }
        int low = high / 2;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (enough.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private List<StagePlan> stages(int subtasks) {
        List<StagePlan> stages = new ArrayList<>();
        for (int stage = 1; stage <= costs.stages().size(); stage++) {
            stages.add(stage(stage, subtasks));
        }
        return stages;
    }

    private StagePlan stage(int stage, int subtasks) {
        double perSecond = load.perSecond() * load.reach().get(stage - 1);
        double perMilli = perSecond / subtasks / MILLIS;
        double batch = Math.max(1, Math.min(given.maxBatch(), 1 + perMilli * given.maxLingerMillis()));
        double fill = Math.min(given.maxLingerMillis(), (given.maxBatch() - 1) / Math.max(1e-9, perMilli));
        double each = costs.between(stage, batch);
        return new StagePlan(stage, perSecond, subtasks, batch, each, fill, batch * each);
    }

    private double busyMillis(List<StagePlan> stages) {
        double busy = 0;
        for (StagePlan stage : stages) {
            busy += load.reach().get(stage.stage() - 1) * stage.millisecondsASample();
        }
        return busy;
    }

    private double wireBytes(int stage) {
        double shrink = stage == 1 ? 1 : given.wireShrink(); // pixels are bytes already
        return load.activationBytes().get(stage - 1) * shrink;
    }

    /** To pack on one side and unpack on the other. */
    private double wireMillis(int stage) {
        return stage == 1 ? 0 : 2 * wireBytes(stage) / given.wireBytesPerSecond() * MILLIS;
    }

    private DeploymentPlan plan(
            String placement, int subtasks, double most, double busy, double network, List<StagePlan> stages) {
        double run = 0;
        double p50 = 0;
        double p95 = 0;
        for (StagePlan stage : stages) {
            double reach = load.reach().get(stage.stage() - 1);
            run = Math.max(run, stage.runMillis());
            if (reach >= 0.5) {
                p50 += stage.fillMillis() / 2 + stage.runMillis();
            }
            if (reach >= 0.05) {
                p95 += stage.fillMillis() + stage.runMillis();
            }
        }
        double queue = busy / (2 * (1 - Math.min(busy, 0.999))) * run;
        return new DeploymentPlan(placement, subtasks, most, p50 + queue, p95 + TAIL * queue, network, stages);
    }
}

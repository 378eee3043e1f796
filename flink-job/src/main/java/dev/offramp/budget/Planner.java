package dev.offramp.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * From measured stage costs to a deployment. Colocated, every subtask runs all stages; disaggregated, each stage has its own
 * subtasks, those that decode and answer are apart, and survivors are packed, sent and unpacked in between.
 *
 * <p>Waiting for a busy subtask is that of an M/D/1 queue of batches (Pollaczek-Khinchine), its 95th percentile three times the
 * mean, as of an exponential tail.
 */
public final class Planner {

    private static final double TAIL = 3; // ln 20
    private static final double MILLIS = 1000;
    private static final double RARELY = 1e-9;
    private static final int MOST_SUBTASKS = 1 << 22;

    private final Workload load;
    private final PlanAssumptions given;
    private final StageLoad stageLoad;

    public Planner(StageCosts costs, Workload load, PlanAssumptions given) {
        if (costs.stages().size() != load.reach().size()) {
            throw new IllegalArgumentException(
                    "the costs are of " + costs.stages().size() + " stages, the load is of "
                            + load.reach().size());
        }
        this.load = load;
        this.given = given;
        this.stageLoad = new StageLoad(costs, load, given);
    }

    /** All stages of a sample in one task. */
    public DeploymentPlan colocated() {
        int subtasks = fewest(count -> workMillis(stages(count)) <= allowed(count));
        List<StagePlan> stages = stages(subtasks);
        double busy = load.perSecond() * workMillis(stages) / MILLIS / subtasks;
        return plan("colocated", subtasks, mostPerSecond(subtasks), busy, 0, stages);
    }

    /** Each stage with subtasks of its own. */
    public DeploymentPlan disaggregated() {
        List<StagePlan> stages = new ArrayList<>();
        int edges = Math.max(1, (int) Math.ceil(load.perSecond() * edgeMillis() / MILLIS / given.utilisation()));
        int subtasks = edges;
        double most = edges * MILLIS / edgeMillis();
        double network = 0;
        double busiest = 0;
        for (int k = 1; k <= load.reach().size(); k++) {
            int stage = k;
            int own = fewest(count -> busyApart(stage, count) <= given.utilisation());
            StagePlan plan = stageLoad.at(stage, load.perSecond(), own);
            stages.add(plan);
            subtasks += own;
            most = Math.min(most, mostApart(stage, own));
            network += 8 * plan.perSecond() * stageLoad.wireBytes(stage);
            busiest = Math.max(busiest, busyApart(stage, own));
        }
        return plan("disaggregated", subtasks, most, busiest, network, stages);
    }

    /**
     * Samples a second that so many colocated subtasks carry when they do nothing else. A queue then waits before the first stage;
     * deeper ones run what comes together at that rate.
     */
    public double mostPerSecond(int subtasks) {
        return BusyRate.of(subtasks, perSecond -> workMillis(stageLoad.behindQueue(perSecond, subtasks)));
    }

    /** What the stages of so many colocated subtasks do {@linkplain #mostPerSecond at most}. */
    public List<StagePlan> busyStages(int subtasks) {
        return stageLoad.behindQueue(mostPerSecond(subtasks), subtasks);
    }

    /**
     * Milliseconds of core time outside the networks, for each sample, where the load is the most that so many colocated subtasks
     * were seen to carry: what the networks leave of their time. Below 0 where they would have needed more than there was.
     */
    public Overhead.Seen overheadSeen(int subtasks) {
        double left = subtasks * MILLIS / load.perSecond()
                - stageLoad.busyMillis(stageLoad.behindQueue(load.perSecond(), subtasks));
        return new Overhead.Seen(load.stagesASample(), left);
    }

    private List<StagePlan> stages(int subtasks) {
        return stageLoad.all(load.perSecond(), subtasks);
    }

    /** Milliseconds of core time for each sample, in the stages and around them. */
    private double workMillis(List<StagePlan> stages) {
        return stageLoad.busyMillis(stages) + given.overhead().millis(load.stagesASample());
    }

    /** Milliseconds of core time for each sample where it comes in and leaves, apart from all stages. */
    private double edgeMillis() {
        return given.overhead().millis(0);
    }

    /** Milliseconds of core time for each sample, were the load spread over so many. */
    private double allowed(int subtasks) {
        return subtasks * given.utilisation() * MILLIS / load.perSecond();
    }

    /** How busy the subtasks of a stage are that is apart from the others; a share of their time. */
    private double busyApart(int stage, int subtasks) {
        StagePlan plan = stageLoad.at(stage, load.perSecond(), subtasks);
        return plan.perSecond() * stageLoad.apartMillis(plan) / MILLIS / subtasks;
    }

    /** Samples of the whole load a second that a stage carries which is apart from the others, with a queue of its own before it. */
    private double mostApart(int stage, int subtasks) {
        return subtasks * MILLIS / stageLoad.apartMillis(stage) / Math.max(RARELY, stageLoad.reach(stage));
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

    private DeploymentPlan plan(
            String placement, int subtasks, double most, double busy, double network, List<StagePlan> stages) {
        double run = 0;
        double p50 = 0;
        double p95 = 0;
        for (StagePlan stage : stages) {
            double reach = stageLoad.reach(stage.stage());
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

package dev.offramp.bench;

import dev.offramp.budget.Overhead;
import dev.offramp.budget.PlanAssumptions;
import dev.offramp.budget.Planner;
import dev.offramp.budget.StageCosts;
import dev.offramp.budget.StagePlan;
import dev.offramp.budget.Workload;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.stage.StageSettings;
import java.util.Collections;
import java.util.List;

/**
 * What a plan from measured stage costs expects of the colocated job at full load.
 *
 * @param maxBatch samples, in every stage
 */
record Forecast(StageCosts costs, int subtasks, int maxBatch, double maxLingerMillis) {

    // the greatest rate depends on neither
    private static final double ANY_UTILISATION = 0.5;
    private static final double ANY_WIRE_SPEED = 1;
    private static final Overhead NONE = new Overhead(0, 0);

    /** Of a job with the settings of its first stage in all stages. */
    static Forecast of(StageCosts costs, JobPlan plan) {
        StageSettings stage = plan.settings().stages().get(0);
        return new Forecast(
                costs,
                plan.parallelism(),
                stage.maxBatchSize(),
                stage.maxLinger().toMillis());
    }

    /**
     * What a sample cost outside the networks, in a turn where so many a second were all that the job managed.
     *
     * @param shares of the samples, that left at each exit
     */
    Overhead.Seen overheadSeen(double perSecond, List<Double> shares) {
        return planner(perSecond, shares, NONE).overheadSeen(subtasks);
    }

    /** The samples a second that the job should manage. */
    double perSecond(List<Double> shares, Overhead overhead) {
        return planner(1, shares, overhead).mostPerSecond(subtasks);
    }

    /** The mean batch of each stage at that rate. */
    List<Double> meanBatches(List<Double> shares, Overhead overhead) {
        return planner(1, shares, overhead).busyStages(subtasks).stream()
                .map(StagePlan::meanBatch)
                .toList();
    }

    private Planner planner(double perSecond, List<Double> shares, Overhead overhead) {
        List<Double> reach = Workload.reach(shares);
        Workload load = new Workload(perSecond, reach, Collections.nCopies(reach.size(), 0L));
        return new Planner(
                costs,
                load,
                new PlanAssumptions(ANY_UTILISATION, maxBatch, maxLingerMillis, overhead, ANY_WIRE_SPEED, 1));
    }
}

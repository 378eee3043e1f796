package dev.offramp.budget;

import java.util.List;

/**
 * One way to deploy a network for a load.
 *
 * @param placement       colocated or disaggregated
 * @param subtasks        cores or devices, all together
 * @param mostPerSecond   samples at which they are all busy
 * @param p50Millis       expected latency in the job
 * @param p95Millis       the same, of the 95th percentile
 * @param networkBitsPerSecond between stages
 */
public record DeploymentPlan(
        String placement,
        int subtasks,
        double mostPerSecond,
        double p50Millis,
        double p95Millis,
        double networkBitsPerSecond,
        List<StagePlan> stages) {

    public DeploymentPlan {
        stages = List.copyOf(stages);
    }
}

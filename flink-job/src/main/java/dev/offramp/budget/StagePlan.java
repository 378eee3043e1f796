package dev.offramp.budget;

/**
 * How one stage is deployed, and what it then does.
 *
 * @param perSecond          samples over all subtasks
 * @param parallelism        subtasks
 * @param meanBatch          samples; what comes within the linger, at most the largest batch
 * @param millisecondsASample core time in the stage, at that batch
 * @param fillMillis         until a batch is full or its linger is over
 * @param runMillis          of a batch
 */
public record StagePlan(
        int stage,
        double perSecond,
        int parallelism,
        double meanBatch,
        double millisecondsASample,
        double fillMillis,
        double runMillis) {}

package dev.offramp.steer;

import java.io.Serializable;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How the stages share slots, which says how much of what they compute happens at the same time.
 *
 * @param own subtasks of each stage in slots of its own, or {@link #AS_THE_JOB}; empty where all stages of a sample share one
 */
public record StageParallelism(List<Integer> own) implements Serializable {

    /** As many as the rest of the job has. */
    public static final int AS_THE_JOB = -1;

    /** All stages of a sample in one slot. */
    public static final StageParallelism SHARED = new StageParallelism(List.of());

    public StageParallelism {
        own = List.copyOf(own);
    }

    /**
     * Seconds that each of the slots computed which hold the others up.
     *
     * @param stageSeconds that each stage computed, over all its subtasks
     * @param tallies      subtasks that the rest of the job has; 0 where it is not known yet
     */
    double slotSeconds(List<Double> stageSeconds, int tallies) {
        DoubleStream each = IntStream.rangeClosed(1, stageSeconds.size())
                .mapToDouble(stage -> stageSeconds.get(stage - 1) / subtasks(stage, tallies));
        return own.isEmpty() ? each.sum() : each.max().orElse(0);
    }

    /**
     * How many compute a stage, 1-based.
     *
     * @param tallies subtasks that the rest of the job has; 0 where it is not known yet
     */
    int subtasks(int stage, int tallies) {
        int declared = stage <= own.size() ? own.get(stage - 1) : AS_THE_JOB;
        return declared == AS_THE_JOB ? Math.max(1, tallies) : declared;
    }
}

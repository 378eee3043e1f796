package dev.offramp.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** How many samples each subtask of stage 1 really ran. Thread-safe. */
final class SubtaskCounts {

    // Flink copies what travels with a job, so the counts of a run are found by its name
    private static final ConcurrentMap<String, SubtaskCounts> RUNS = new ConcurrentHashMap<>();

    private final List<LongAdder> subtasks = new CopyOnWriteArrayList<>();

    private SubtaskCounts() {}

    static SubtaskCounts of(String run) {
        return RUNS.computeIfAbsent(run, unseen -> new SubtaskCounts());
    }

    /** One more subtask opens its engine. */
    LongAdder add() {
        LongAdder samples = new LongAdder();
        subtasks.add(samples);
        return samples;
    }

    /** Samples since the job began, a number a subtask. */
    List<Long> now() {
        return subtasks.stream().map(LongAdder::sum).toList();
    }

    /**
     * Samples of the busiest subtask, divided by the mean of all, between two moments.
     *
     * @throws IllegalArgumentException where subtasks came or went meanwhile, or none ran anything
     */
    static double busiestOverMean(List<Long> before, List<Long> after) {
        if (before.size() != after.size() || before.equals(after)) {
            throw new IllegalArgumentException(
                    "samples of " + before + " subtasks before, of " + after + " afterwards");
        }
        long[] ran = new long[after.size()];
        Arrays.setAll(ran, subtask -> after.get(subtask) - before.get(subtask));
        return Arrays.stream(ran).max().orElseThrow()
                / Arrays.stream(ran).average().orElseThrow();
    }
}

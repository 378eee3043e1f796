package dev.offramp.bench;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** How large the pieces were that each stage really ran. Thread-safe. */
final class PieceCounts {

    // Flink copies what travels with a job, so the counts of a run are found by its name
    private static final ConcurrentMap<String, PieceCounts> RUNS = new ConcurrentHashMap<>();

    private final ConcurrentMap<Integer, Sizes> stages = new ConcurrentHashMap<>();

    private PieceCounts() {}

    static PieceCounts of(String run) {
        return RUNS.computeIfAbsent(run, unseen -> new PieceCounts());
    }

    /** Forgets what was counted so far, stages that warmed up among it. */
    void clear() {
        stages.clear();
    }

    void ran(int stage, int size) {
        Sizes sizes = stages.computeIfAbsent(stage, unseen -> new Sizes(new LongAdder(), new LongAdder()));
        sizes.samples.add(size);
        sizes.squares.add((long) size * size);
    }

    /** For stages 1 to {@code count}, the mean size of the piece that a sample shared; 0 where nothing ran. */
    List<Double> meanSizes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(this::meanSize).toList();
    }

    private double meanSize(int stage) {
        Sizes sizes = stages.get(stage);
        return sizes == null ? 0 : (double) sizes.squares.sum() / Math.max(1, sizes.samples.sum());
    }

    /** Of one stage: each sample counted once, and once for every sample of its piece. */
    private record Sizes(LongAdder samples, LongAdder squares) {}
}

package dev.offramp.steer;

import dev.offramp.budget.CurvePoint;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What steering gives up and saves, as gauges, for those who scale: {@code busyTimeMsPerSecond} and {@code savedTimeMsPerSecond} together are how
 * busy a subtask would be with the exits as wished. What is old says 0: where no samples come, nothing is saved.
 */
final class SteerMetrics {

    private static final long HOLDS_MILLIS = 10_000;
    private static final double MILLIS = 1000;

    /** Of what is wished: the law leaves small moves alone. */
    private static final double NEARLY = 0.95;

    private final int stages;
    private final StageParallelism parallelism;
    private final LongSupplier clock;
    private final SavedTime savedTime;
    private boolean isAsWished;
    private volatile @Nullable Said newest;

    /** @param savedMillis of each stage, a second and subtask */
    private record Said(long atMillis, double accuracyGivenUp, List<Double> savedMillis) {}

    /** @param clock milliseconds */
    SteerMetrics(MetricGroup group, int stages, StageParallelism parallelism, LongSupplier clock) {
        this.stages = stages;
        this.parallelism = parallelism;
        this.clock = clock;
        this.savedTime = new SavedTime(stages);
        group.gauge("accuracyGivenUp", () -> newest(Said::accuracyGivenUp));
        for (int stage = 0; stage < stages; stage++) {
            int index = stage;
            group.addGroup("stage", Integer.toString(stage + 1))
                    .gauge(
                            "savedTimeMsPerSecond",
                            () -> newest(said -> said.savedMillis().get(index)));
        }
    }

    /** A window is over, and the exits are set. */
    void steered(Window window, CurvePoint wished, CurvePoint inForce) {
        Totals totals = window.totals();
        savedTime.learn(totals, isAsWished);
        isAsWished = inForce.meanCost() >= NEARLY * wished.meanCost();
        double perMilli = totals.samples() / (double) (window.endMillis() - window.startMillis());
        List<Double> savedMillis = IntStream.rangeClosed(1, stages)
                .mapToObj(stage -> savedTime.of(stage, wished, inForce, perMilli * MILLIS)
                        * MILLIS
                        / parallelism.subtasks(stage, totals.tallies()))
                .toList();
        newest = new Said(clock.getAsLong(), wished.accuracy() - inForce.accuracy(), savedMillis);
    }

    /** What a person set is what is wished. */
    void takenOver() {
        newest = null;
    }

    private double newest(ToDoubleFunction<Said> figure) {
        return Stream.ofNullable(newest)
                .filter(said -> clock.getAsLong() - said.atMillis() < HOLDS_MILLIS)
                .mapToDouble(figure)
                .sum();
    }
}

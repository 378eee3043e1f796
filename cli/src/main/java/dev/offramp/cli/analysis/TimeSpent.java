package dev.offramp.cli.analysis;

import dev.offramp.throughput.Latencies;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.Totals;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the time of a mean sample went, from the frame's Kafka timestamp to the exit's decision, milliseconds.
 *
 * @param before  in the topic, on the way to stage 1, being decoded
 * @param waiting for a batch to be full or due, a stage each
 * @param compute while its batches ran, a stage each
 */
public record TimeSpent(double before, List<Double> waiting, List<Double> compute) {

    private static final double MICROS = 1000;

    public TimeSpent {
        waiting = List.copyOf(waiting);
        compute = List.copyOf(compute);
    }

    /** Of a mean sample of these, those that did not reach a stage included with nothing. */
    public static TimeSpent of(Totals totals) {
        double samples = Math.max(1, totals.samples());
        List<Double> waiting = new ArrayList<>();
        List<Double> compute = new ArrayList<>();
        double inStages = 0;
        for (StageTotals stage : totals.stages()) {
            double share = stage.samples() / samples;
            waiting.add(share * mean(Latencies.mean(stage.queueMicros())));
            compute.add(share * mean(Latencies.mean(stage.computeMicros())));
            inStages += waiting.get(waiting.size() - 1) + compute.get(compute.size() - 1);
        }
        double whole = mean(Latencies.mean(totals.latencyMicros()));
        return new TimeSpent(Math.max(0, whole - inStages), waiting, compute);
    }

    private static double mean(double micros) {
        return Double.isNaN(micros) ? 0 : micros / MICROS;
    }
}

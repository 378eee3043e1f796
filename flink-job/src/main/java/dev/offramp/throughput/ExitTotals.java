package dev.offramp.throughput;

import org.HdrHistogram.Histogram;

/** What left by one exit. The histogram is never changed after construction. */
public record ExitTotals(long samples, long labelled, long correct, Histogram latencyMicros) {

    static final ExitTotals NONE = new ExitTotals(0, 0, 0, Latencies.empty());

    ExitTotals plus(ExitTotals other) {
        return new ExitTotals(
                samples + other.samples,
                labelled + other.labelled,
                correct + other.correct,
                Latencies.merge(latencyMicros, other.latencyMicros));
    }
}

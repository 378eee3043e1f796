package dev.offramp.throughput;

import org.HdrHistogram.Histogram;

/**
 * What one stage did. The histograms are never changed after construction.
 *
 * @param batchSizes summed over samples, so that its mean is the batch that a sample shared
 */
public record StageTotals(long samples, long batchSizes, Histogram queueMicros, Histogram computeMicros) {

    static final StageTotals NONE = new StageTotals(0, 0, Latencies.empty(), Latencies.empty());

    StageTotals plus(StageTotals other) {
        return new StageTotals(
                samples + other.samples,
                batchSizes + other.batchSizes,
                Latencies.merge(queueMicros, other.queueMicros),
                Latencies.merge(computeMicros, other.computeMicros));
    }
}

package dev.offramp.throughput;

import org.HdrHistogram.Histogram;

/**
 * What one stage did. The histograms are never changed after construction.
 *
 * @param batchSizes summed over samples, so that its mean is the batch that a sample shared
 */
public record StageTotals(long samples, long batchSizes, Histogram queueMicros, Histogram computeMicros) {

    /** Of no sample. */
    static StageTotals none() {
        return new StageTotals(0, 0, Latencies.empty(), Latencies.empty());
    }
}

package dev.offramp.throughput;

import org.HdrHistogram.Histogram;

/**
 * What a set of answers of one exit came to.
 *
 * @param samples       that left here
 * @param labelled      of these, with a known class
 * @param correct       of the labelled, answered right
 * @param shadowed      that left here, ran on, and reached the last exit meanwhile
 * @param agreed        of the shadowed, those that the last exit gave the same answer
 * @param latencyMicros end to end
 */
public record ExitTotals(
        long samples, long labelled, long correct, long shadowed, long agreed, Histogram latencyMicros) {

    /** Of no sample. */
    static ExitTotals none() {
        return new ExitTotals(0, 0, 0, 0, 0, Latencies.empty());
    }
}

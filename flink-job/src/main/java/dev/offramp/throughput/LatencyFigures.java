package dev.offramp.throughput;

import org.HdrHistogram.Histogram;

/**
 * Percentiles in microseconds, and the histogram itself, by which windows add up.
 *
 * @param histogram HdrHistogram V2, compressed
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record LatencyFigures(long p50Micros, long p95Micros, long p99Micros, long maxMicros, byte[] histogram) {

    static LatencyFigures of(Histogram micros) {
        return new LatencyFigures(
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(95),
                micros.getValueAtPercentile(99),
                micros.getMaxValue(),
                Latencies.encode(micros));
    }
}

package dev.offramp.throughput;

/**
 * What a window says of one stage.
 *
 * @param stage         1-based
 * @param meanBatchSize of the batches that the samples shared; 0 without samples
 */
public record StageFigures(
        int stage, long samples, double meanBatchSize, LatencyFigures queue, LatencyFigures compute) {

    static StageFigures of(int stage, StageTotals totals) {
        return new StageFigures(
                stage,
                totals.samples(),
                (double) totals.batchSizes() / Math.max(1, totals.samples()),
                LatencyFigures.of(totals.queueMicros()),
                LatencyFigures.of(totals.computeMicros()));
    }
}

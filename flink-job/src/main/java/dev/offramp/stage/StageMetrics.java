package dev.offramp.stage;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a stage operator reports of itself, under the names of Flink's batch-inference proposal (FLINK-38825). */
final class StageMetrics {

    private final Counter batches;
    private final Counter samples;
    private volatile long lastBatchSize;
    private volatile long lastBatchLatencyMicros;

    StageMetrics(MetricGroup group, StageEngine engine) {
        batches = group.counter("batches");
        samples = group.counter("samples");
        group.gauge("batchSize", () -> lastBatchSize);
        group.gauge("inflightBatches", engine::inflightBatches);
        group.gauge("batchLatencyMs", () -> lastBatchLatencyMicros / 1000.0);
    }

    void ran(int size, long micros) {
        batches.inc();
        samples.inc(size);
        lastBatchSize = size;
        lastBatchLatencyMicros = micros;
    }
}

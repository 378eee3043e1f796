package dev.offramp.stage;

import dev.offramp.bundle.Precision;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What a stage operator reports of itself, under the names of Flink's batch-inference proposal (FLINK-38825).
 *
 * <p>Means over any time and any subtasks are quotients of counters: batch fill {@code samples / batches}, waiting time
 * {@code waitMicros / samples}, time of a batch {@code computeMicros / batches}, time of a frame of a clip that it decodes itself
 * {@code decodeMicros / decodedFrames}.
 */
final class StageMetrics {

    private final Counter batches;
    private final Counter samples;
    private final Counter waitMicros;
    private final Counter computeMicros;
    private final Counter failed;
    private final Counter undecodable;
    private final Counter decodedFrames;
    private final Counter decodeMicros;
    private final MetricGroup group;
    private final Set<Precision> told = EnumSet.noneOf(Precision.class);
    private final List<Opened> opened = new CopyOnWriteArrayList<>();
    private volatile long lastBatchSize;
    private volatile long lastBatchLatencyMicros;

    /** What gauges ask of one model. */
    private record Opened(Precision precision, StageEngine engine, BatchRunner runner) {}

    StageMetrics(MetricGroup group) {
        this.group = group;
        batches = group.counter("batches");
        samples = group.counter("samples");
        waitMicros = group.counter("waitMicros");
        computeMicros = group.counter("computeMicros");
        failed = group.counter("modelFailed");
        undecodable = group.counter("undecodable");
        decodedFrames = group.counter("decodedFrames");
        decodeMicros = group.counter("decodeMicros");
        group.gauge("batchSize", () -> lastBatchSize);
        group.gauge("maxBatchSize", this::maxBatchSize); // falls where the device runs out of memory
        group.gauge("inflightBatches", this::inflightBatches);
        group.gauge("batchLatencyMs", () -> lastBatchLatencyMicros / 1000.0);
    }

    /** One more model is loaded. */
    void opened(Precision precision, StageEngine engine, BatchRunner runner) {
        opened.add(new Opened(precision, engine, runner));
        if (told.add(precision)) { // a label: Prometheus takes no text for a value
            group.addGroup("precision", precision.toString()).gauge("served", () -> models(precision));
        }
    }

    /** A model is not loaded any more. */
    void closed(StageEngine engine) {
        opened.removeIf(model -> model.engine() == engine);
    }

    private int maxBatchSize() {
        return opened.stream()
                .mapToInt(model -> model.runner().maxBatchSize())
                .min()
                .orElse(0);
    }

    private int inflightBatches() {
        return opened.stream()
                .mapToInt(model -> model.engine().inflightBatches())
                .sum();
    }

    private long models(Precision precision) {
        return opened.stream().filter(model -> model.precision() == precision).count();
    }

    void ran(int size, long micros) {
        batches.inc();
        samples.inc(size);
        computeMicros.inc(micros);
        lastBatchSize = size;
        lastBatchLatencyMicros = micros;
    }

    /** A sample waited so long for its batch. */
    void waited(long micros) {
        waitMicros.inc(micros);
    }

    /** So many frames of clips were decoded for the stage, which took so long. */
    void decoded(int frames, long micros) {
        decodedFrames.inc(frames);
        decodeMicros.inc(micros);
    }

    /** A frame that the stage looks at cannot be decoded. */
    void undecodable() {
        undecodable.inc();
    }

    /** The stage fails on a sample. */
    void failed() {
        failed.inc();
    }
}

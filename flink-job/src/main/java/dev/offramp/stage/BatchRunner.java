package dev.offramp.stage;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a batch whatever is in it. Where the stage fails on a batch, its halves are run, and theirs, until those samples are
 * alone on which it fails. A device that is out of memory gets batches of half the size from then on. Where nothing passes, not even
 * a blank sample, the world is broken and not the samples: then it throws. Not thread-safe.
 */
final class BatchRunner {

    /** What became of one sample. */
    sealed interface Outcome permits Row, Failed {}

    /** A sample that the stage ran, in one batch with others. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Row(EngineRun run, Activation activation, float[] logits) implements Outcome {}

    /** A sample on which the stage fails also alone. */
    record Failed(StageFailure failure) implements Outcome {}

    /** One run that succeeded. */
    record EngineRun(int size, long startNanos, long micros) {}

    /** The outcomes in the order of the inputs, and the runs that they took. */
    record Result(List<Outcome> outcomes, List<EngineRun> runs) {}

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private final StageEngine engine;
    private final Activation blank;
    private volatile int maxBatchSize; // a gauge reads it

    /** @param blank a sample that any stage in order can run */
    BatchRunner(StageEngine engine, Activation blank, int maxBatchSize) {
        this.engine = engine;
        this.blank = blank;
        this.maxBatchSize = maxBatchSize;
    }

    /** Samples in a batch at most; it only ever falls. */
    int maxBatchSize() {
        return maxBatchSize;
    }

    /** The whole stage, or the stage without its head. */
    private interface Way {
        StageRows run(List<Activation> batch) throws StageFailure;
    }

    /**
     * Runs all of them; they stay the caller's, who keeps them until this returns.
     *
     * @throws StageFailure where the stage fails on everything, a blank sample too
     */
    Result run(List<Activation> inputs) throws StageFailure {
        return run(inputs, engine::run);
    }

    /** The same without the stage's head: the rows have no logits. */
    Result runWithoutHead(List<Activation> inputs) throws StageFailure {
        return run(inputs, engine::runWithoutHead);
    }

    private Result run(List<Activation> inputs, Way way) throws StageFailure {
        Result result = new Result(new ArrayList<>(inputs.size()), new ArrayList<>(1));
        run(inputs, way, result);
        if (result.runs().isEmpty()) {
            runBlank(((Failed) result.outcomes().get(0)).failure());
        }
        return result;
    }

    private void run(List<Activation> inputs, Way way, Result result) throws StageFailure {
        if (inputs.size() > maxBatchSize) {
            runHalves(inputs, way, result);
            return;
        }
        long startNanos = System.nanoTime();
        StageRows rows;
        try {
            rows = way.run(inputs);
        } catch (StageFailure failure) {
            retry(inputs, way, failure, result);
            return;
        }
        EngineRun run = new EngineRun(inputs.size(), startNanos, (System.nanoTime() - startNanos) / 1000);
        result.runs().add(run);
        for (int i = 0; i < inputs.size(); i++) {
            result.outcomes().add(new Row(run, rows.activations().get(i), rows.logits()[i]));
        }
    }

    private void retry(List<Activation> inputs, Way way, StageFailure failure, Result result) throws StageFailure {
        if (failure.isOutOfMemory()) {
            shrink(inputs.size(), failure);
        }
        if (inputs.size() == 1) {
            result.outcomes().add(new Failed(failure));
        } else {
            runHalves(inputs, way, result);
        }
    }

    private void runHalves(List<Activation> inputs, Way way, Result result) throws StageFailure {
        int middle = (inputs.size() + 1) / 2;
        run(inputs.subList(0, middle), way, result);
        run(inputs.subList(middle, inputs.size()), way, result);
    }

    /** One sample needs the same memory whichever it is: where it has no room alone, none has. */
    private void shrink(int failed, StageFailure failure) throws StageFailure {
        if (failed == 1) {
            throw failure;
        }
        maxBatchSize = Math.min(maxBatchSize, (failed + 1) / 2);
        LOG.warn(
                "The device is out of memory; from now on this stage runs at most {} samples at once.",
                maxBatchSize,
                failure);
    }

    /** Alone in its batch, a bad sample has no neighbours that pass; then a blank one is asked. */
    private void runBlank(StageFailure failure) throws StageFailure {
        try {
            engine.run(List.of(blank)).activations().forEach(Activation::release);
        } catch (StageFailure alsoBlank) {
            failure.addSuppressed(alsoBlank);
            throw failure;
        }
    }
}

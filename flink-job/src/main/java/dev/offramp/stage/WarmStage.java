package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import java.util.List;

/**
 * One stage of one model, loaded and warm. It is made on any thread, and used by one.
 *
 * @param costs learnt of its batches so far
 */
record WarmStage(StageSpec spec, StageEngine engine, StageInputs inputs, BatchRunner runner, BatchCosts costs)
        implements AutoCloseable {

    /**
     * Warms an engine up, which belongs to what is returned.
     *
     * @param inputs of the stage
     * @param alone  whether nothing else runs: otherwise what a batch takes says nothing of the stage, and costs are learnt as it runs
     */
    static WarmStage of(StageSpec spec, StageSettings settings, StageEngine engine, StageInputs inputs, boolean alone)
            throws StageFailure {
        int maxBatchSize = settings.maxBatchSize();
        Activation blank = BlankSample.of(spec);
        BatchRunner runner = new BatchRunner(engine, blank, maxBatchSize);
        BatchCosts costs = new BatchCosts(maxBatchSize);
        WarmUp warmUp = new WarmUp(blank, maxBatchSize, settings.warmUp());
        if (alone) {
            warmUp.run(runner, costs);
        } else {
            warmUp.run(runner);
        }
        return new WarmStage(spec, engine, inputs, runner, costs);
    }

    /** Runs one blank sample, as nobody knows yet whether the stage runs at all. */
    void prove() throws StageFailure {
        BatchRunner.Outcome outcome =
                runner.run(List.of(BlankSample.of(spec))).outcomes().get(0);
        if (outcome instanceof BatchRunner.Failed failed) {
            throw failed.failure();
        }
        BatchRunner.Row row = (BatchRunner.Row) outcome;
        row.activation().release();
        for (float score : row.logits()) {
            if (!Float.isFinite(score)) {
                throw new StageFailure("stage " + spec.number() + " scores a blank sample with " + score);
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}

package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import java.util.List;

/** One stage of one bundle on one device. Not thread-safe: each subtask opens its own and runs it on its task's thread. */
public interface StageEngine extends AutoCloseable {

    /**
     * Runs the stage once over the batch; rows come back in the batch's order. The batch keeps ownership of its inputs,
     * the caller gets ownership of the rows.
     */
    StageRows run(List<Activation> batch) throws StageFailure;

    /**
     * The same without the head, whose logits nobody wants. Only of a stage that {@link StageSpec#runsWithoutHead}; an engine that
     * knows no shorter way runs all of it.
     */
    default StageRows runWithoutHead(List<Activation> batch) throws StageFailure {
        return run(batch);
    }

    /** Batches handed out of which a row is not yet released; may be asked by any thread. */
    int inflightBatches();

    /** Frees the stage and every row that it has handed out. */
    @Override
    void close();
}

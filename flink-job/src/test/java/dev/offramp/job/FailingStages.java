package dev.offramp.job;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stages of which one breaks once, after so many batches of all of them: the job fails, and goes on from its last checkpoint.
 *
 * @param id of the test
 */
record FailingStages(StageEngines stages, String id, int batches) implements StageEngines {

    private static final long serialVersionUID = 1;
    private static final ConcurrentMap<String, AtomicInteger> RUN = new ConcurrentHashMap<>();

    /** Whether the time of failing has come. */
    boolean hasFailed() {
        return run().get() >= batches;
    }

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) throws StageFailure {
        return new FailingStage(stages.open(stage, device), run(), batches);
    }

    private AtomicInteger run() {
        return RUN.computeIfAbsent(id, unseen -> new AtomicInteger());
    }

    private record FailingStage(StageEngine engine, AtomicInteger run, int batches) implements StageEngine {

        @Override
        public StageRows run(List<Activation> batch) throws StageFailure {
            if (run.incrementAndGet() == batches) {
                throw new IllegalStateException("broken once, for a test");
            }
            return engine.run(batch);
        }

        @Override
        public int inflightBatches() {
            return engine.inflightBatches();
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}

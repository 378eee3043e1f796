package dev.offramp.job;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Real stages of which one dies in the middle of a batch, once in the life of the test. */
record FailingOnce(String testId, int stage, int afterBatches, StageEngines real) implements StageEngines {

    private static final Map<String, AtomicInteger> BATCHES = new ConcurrentHashMap<>();

    boolean hasFailed() {
        return batches().get() >= afterBatches;
    }

    @Override
    public StageEngine open(StageSpec spec, StageDevice device) throws StageFailure {
        StageEngine engine = real.open(spec, device);
        return spec.number() == stage ? new Failing(engine, batches(), afterBatches) : engine;
    }

    private AtomicInteger batches() {
        return BATCHES.computeIfAbsent(testId, id -> new AtomicInteger());
    }

    /** Once gone, its device stays gone, whatever is tried on it: a job that restarts opens another. */
    private static final class Failing implements StageEngine {

        private final StageEngine engine;
        private final AtomicInteger batches;
        private final int afterBatches;
        private boolean isGone;

        private Failing(StageEngine engine, AtomicInteger batches, int afterBatches) {
            this.engine = engine;
            this.batches = batches;
            this.afterBatches = afterBatches;
        }

        @Override
        public StageRows run(List<Activation> batch) throws StageFailure {
            isGone |= batches.incrementAndGet() == afterBatches;
            if (isGone) {
                throw new StageFailure("the device is gone, as this test wants it");
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

package dev.offramp.it.console;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Real stages, of which the next that runs dies when the test says so. */
record BreakableStages(StageEngines real) implements StageEngines {

    private static final AtomicBoolean BREAK = new AtomicBoolean(); // stages are copied on their way to the cluster

    static void breakNext() {
        BREAK.set(true);
    }

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) throws StageFailure {
        return new Breakable(real.open(stage, device));
    }

    /** Once gone, its device stays gone: the job that restarts opens another. */
    private static final class Breakable implements StageEngine {

        private final StageEngine engine;
        private boolean isGone;

        private Breakable(StageEngine engine) {
            this.engine = engine;
        }

        @Override
        public StageRows run(List<Activation> batch) throws StageFailure {
            isGone |= BREAK.compareAndSet(true, false);
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

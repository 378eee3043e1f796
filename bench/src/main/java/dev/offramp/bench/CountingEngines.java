package dev.offramp.bench;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Engines that count what each subtask runs in stage 1, and are otherwise those that they wrap.
 *
 * @param run whose subtasks are counted together
 */
record CountingEngines(StageEngines engines, String run) implements StageEngines {

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) throws StageFailure {
        StageEngine engine = engines.open(stage, device);
        return stage.number() == 1 ? new Counting(engine, SubtaskCounts.of(run).add()) : engine;
    }

    private record Counting(StageEngine engine, LongAdder samples) implements StageEngine {

        @Override
        public StageRows run(List<Activation> batch) throws StageFailure {
            samples.add(batch.size());
            return engine.run(batch);
        }

        @Override
        public StageRows runWithoutHead(List<Activation> batch) throws StageFailure {
            samples.add(batch.size());
            return engine.runWithoutHead(batch);
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

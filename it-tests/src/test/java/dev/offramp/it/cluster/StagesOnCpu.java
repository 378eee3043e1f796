package dev.offramp.it.cluster;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;

/** Real stages, on the processor whatever device they are given: the choice is the job's own, and no GPU is there to run on. */
record StagesOnCpu(StageEngines real) implements StageEngines {

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) throws StageFailure {
        return real.open(stage, new StageDevice(StageDevice.Kind.CPU, 0));
    }
}

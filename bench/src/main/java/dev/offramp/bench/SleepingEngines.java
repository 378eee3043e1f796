package dev.offramp.bench;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;

/**
 * Stages without a network, which cost a fixed time a batch and no processor: what a job on accelerators looks like from its
 * processors. How deep a sample goes follows from its pixels alone, about as the shipped bundle's policy has it.
 *
 * @param millis  that a batch takes, however full it is
 * @param classes that logits have a score for
 */
record SleepingEngines(int millis, int classes) implements StageEngines {

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) {
        return new SleepingEngine(this, stage.number());
    }
}

package dev.offramp.bench;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageOptions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * Stages without a network, which cost a fixed time a batch and no processor: what a job on accelerators looks like from its
 * processors. How deep a sample goes follows from its pixels alone, about as the shipped bundle's policy has it.
 *
 * @param millis  that a batch takes, however full it is
 * @param classes that logits have a score for
 */
record SleepingEngines(int millis, int classes) implements StageEngines {

    /**
     * What many of them need in one process: small network buffers, for there are as many channels as the square of the subtasks. No
     * kernels are compiled, so none are warmed up. Linger, checkpoints and guarantee are the job's own.
     */
    private static final List<String> SETTINGS = List.of(
            StageOptions.WARM_UP.key() + "=0 ms",
            TaskManagerOptions.MEMORY_SEGMENT_SIZE.key() + "=8 kb",
            TaskManagerOptions.NETWORK_MEMORY_MIN.key() + "=512 mb",
            TaskManagerOptions.NETWORK_MEMORY_MAX.key() + "=512 mb");

    /** What they need, under what else is told. */
    static List<String> settings(List<String> overrides) {
        return Stream.concat(SETTINGS.stream(), overrides.stream()).toList();
    }

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) {
        return new SleepingEngine(this, stage.number());
    }
}

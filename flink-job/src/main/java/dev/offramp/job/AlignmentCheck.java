package dev.offramp.job;

import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;

/** Whether checkpoints are aligned, as this job needs them; why, stands in RATIONALE.md. */
record AlignmentCheck(ReadableConfig config) {

    List<String> problems() {
        return config.get(CheckpointingOptions.ENABLE_UNALIGNED)
                ? List.of(CheckpointingOptions.ENABLE_UNALIGNED.key() + " must be false: an unaligned checkpoint keeps"
                        + " the samples that are on the network, with activations of this very bundle, and could be"
                        + " restored under no other")
                : List.of();
    }
}

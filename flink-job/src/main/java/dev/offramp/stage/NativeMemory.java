package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import java.io.File;
import java.util.List;

/**
 * The native memory that stages may hold on a CPU, in bytes, from what the manifest says of their tensors. What waits is bounded by
 * {@link RetentionLimit}; what runs is a stated multiple, for a manifest does not say what a network needs within. See RATIONALE.md
 * beside this class.
 *
 * @param maxBatchSizes of the stages, in order
 */
public record NativeMemory(List<StageSpec> stages, List<Integer> maxBatchSizes) {

    /** What a run takes, in batches of its inputs and outputs. */
    static final int RUN_MULTIPLE = 8;

    public NativeMemory {
        stages = List.copyOf(stages);
        maxBatchSizes = List.copyOf(maxBatchSizes);
    }

    /** What one subtask of a stage (1-based) may hold. */
    public long bytes(int stage) {
        return waiting(stage) + running(stage);
    }

    /** What one subtask of all stages may hold: samples wait before each of them, and one of them runs. */
    public long colocatedBytes() {
        long waiting = 0;
        long running = 0;
        for (int stage = 1; stage <= stages.size(); stage++) {
            waiting += waiting(stage);
            running = Math.max(running, running(stage));
        }
        return waiting + running;
    }

    /** What the weights of a stage (1-based) take, once a process and device however many subtasks run it; 0 where the file is missing. */
    public long weightsBytes(int stage) {
        return new File(stages.get(stage - 1).file()).length();
    }

    /** The limit is noticed after the batch that goes beyond it. Pixels and frames that are not decoded yet are on the heap. */
    private long waiting(int stage) {
        if (stage == 1) {
            return 0;
        }
        long samples = (long) RetentionLimit.FULL_BATCHES * maxBatchSizes.get(stage - 1) + maxBatchSizes.get(stage - 2);
        return samples * bytes(stages.get(stage - 1).carried());
    }

    private long running(int stage) {
        StageSpec spec = stages.get(stage - 1);
        return (long) RUN_MULTIPLE * maxBatchSizes.get(stage - 1) * (bytes(spec.inputs()) + bytes(spec.outputs()));
    }

    /** Of one sample. */
    static long bytes(List<TensorSpec> tensors) {
        return tensors.stream().mapToLong(TensorSpec::sampleBytes).sum();
    }
}

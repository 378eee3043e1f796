package dev.offramp.stage;

import java.util.Collection;
import java.util.List;

/**
 * Where a stage runs.
 *
 * @param kind  the processor
 * @param index of the GPU among those of the task manager; 0 for the CPU
 */
public record StageDevice(Kind kind, int index) {

    /** The processors that a stage can ask for. */
    public enum Kind {
        CPU,
        GPU
    }

    /**
     * The device of one subtask. Every operator of a task manager sees all of its GPUs; neighbouring subtasks take
     * neighbouring ones.
     *
     * @param wanted     what the settings ask for
     * @param subtask    0-based
     * @param gpuIndices of the task manager's external resources, in any order
     * @throws StageFailure where a GPU is wanted and the task manager has none
     */
    static StageDevice resolve(Kind wanted, int subtask, Collection<Integer> gpuIndices) throws StageFailure {
        if (wanted == Kind.CPU) {
            return new StageDevice(Kind.CPU, 0);
        }
        if (gpuIndices.isEmpty()) {
            throw new StageFailure("stage.device is gpu, but this task manager has no external resource 'gpu'; "
                    + "set external-resources: gpu and external-resource.gpu.amount, or stage.device: cpu");
        }
        List<Integer> sorted = gpuIndices.stream().sorted().toList();
        return new StageDevice(Kind.GPU, sorted.get(subtask % sorted.size()));
    }
}

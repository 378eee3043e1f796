package dev.offramp.stage;

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
}

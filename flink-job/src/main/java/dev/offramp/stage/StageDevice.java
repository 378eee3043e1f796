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

    /** As logs name it: {@code CPU} or {@code GPU 1}. */
    @Override
    public String toString() {
        return kind == Kind.GPU ? kind + " " + index : kind.toString();
    }
}

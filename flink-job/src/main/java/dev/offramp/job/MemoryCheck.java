package dev.offramp.job;

import dev.offramp.frames.HeapBound;
import dev.offramp.stage.NativeMemory;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * Whether a task manager has the memory that the job may want of it. Pictures that do not fit the heap are refused: a few of
 * them at once would end the process. Native memory that may run short is a warning: it is a bound that few streams come near.
 */
public record MemoryCheck(TaskManagerMemory memory, Settings settings) {

    private static final double MIB = 1024 * 1024;

    /** What would end the process. */
    public List<String> problems() {
        return new HeapBound(memory.heapBytes(), memory.slots(), TaskManagerOptions.TOTAL_PROCESS_MEMORY.key())
                .problem(settings.frames())
                .map(List::of)
                .orElse(List.of());
    }

    /** With the numbers; empty where all fits. */
    public Optional<String> warning() {
        long stages = memory.slots() * slotBytes();
        long weights = weightsBytes();
        if (stages + weights <= memory.nativeBytes()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "The stages may hold %.0f MiB of native memory in a task manager (%d slots x %.0f MiB, and %.0f MiB of weights),"
                        + " which has %.0f MiB of task off-heap memory and overhead for it. Where the process is killed for"
                        + " its memory: taskmanager.memory.task.off-heap.size up, or stage.batch.max-size down.",
                (stages + weights) / MIB,
                memory.slots(),
                slotBytes() / MIB,
                weights / MIB,
                memory.nativeBytes() / MIB));
    }

    /** Colocated, a slot has all stages; disaggregated, one of them, perhaps the largest. A GPU's memory is its own. */
    private long slotBytes() {
        if (settings.placement() == Placement.COLOCATED) {
            return runsOnCpu(1) ? nativeMemory().colocatedBytes() : 0;
        }
        return stages().filter(this::runsOnCpu)
                .mapToLong(nativeMemory()::bytes)
                .max()
                .orElse(0);
    }

    private boolean runsOnCpu(int stage) {
        return settings.stages().get(stage - 1).device() == StageDevice.Kind.CPU;
    }

    /** What the weights take of a CPU's memory: all subtasks of a process share them. */
    public long weightsBytes() {
        return stages().filter(this::runsOnCpu)
                .mapToLong(nativeMemory()::weightsBytes)
                .sum();
    }

    private IntStream stages() {
        return IntStream.rangeClosed(1, settings.bundle().stages().size());
    }

    private NativeMemory nativeMemory() {
        return new NativeMemory(
                settings.bundle().stages(),
                settings.stages().stream().map(StageSettings::maxBatchSize).toList());
    }
}

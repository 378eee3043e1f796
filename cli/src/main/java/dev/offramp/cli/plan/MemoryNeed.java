package dev.offramp.cli.plan;

import dev.offramp.bundle.Bundle;
import dev.offramp.stage.NativeMemory;
import java.util.Collections;
import java.util.Locale;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a deployment needs outside the heap: the same figures as the job checks at its start. */
record MemoryNeed(Bundle bundle, int batch) {

    private static final double MIB = 1024 * 1024;

    String line() {
        return String.format(
                Locale.ROOT,
                "A subtask may hold %.0f MiB of native memory colocated, at most %.0f MiB disaggregated; the weights take"
                        + " %.1f MiB a task manager and device.",
                colocatedBytes() / MIB,
                apartBytes() / MIB,
                weightsBytes() / MIB);
    }

    /** Of a subtask with all stages. */
    long colocatedBytes() {
        return memory().colocatedBytes();
    }

    /** Of a subtask with one stage, the largest. */
    long apartBytes() {
        return ofStages(memory()::bytes).max().orElse(0);
    }

    /** Of a task manager, which runs any of the stages. */
    long weightsBytes() {
        return ofStages(memory()::weightsBytes).sum();
    }

    private LongStream ofStages(IntToLongFunction bytes) {
        return IntStream.rangeClosed(1, bundle.stages().size()).mapToLong(bytes);
    }

    private NativeMemory memory() {
        return new NativeMemory(
                bundle.stages(), Collections.nCopies(bundle.stages().size(), batch));
    }
}

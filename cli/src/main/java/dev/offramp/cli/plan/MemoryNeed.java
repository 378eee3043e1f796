package dev.offramp.cli.plan;

import dev.offramp.bundle.Bundle;
import dev.offramp.stage.NativeMemory;
import java.util.Collections;
import java.util.Locale;

/** What a deployment needs outside the heap: the same figures as the job checks at its start. */
record MemoryNeed(Bundle bundle, int batch) {

    private static final double MIB = 1024 * 1024;

    String line() {
        int stages = bundle.stages().size();
        NativeMemory memory = new NativeMemory(bundle.stages(), Collections.nCopies(stages, batch));
        long apart = 0;
        long weights = 0;
        for (int stage = 1; stage <= stages; stage++) {
            apart = Math.max(apart, memory.bytes(stage));
            weights += memory.weightsBytes(stage);
        }
        return String.format(
                Locale.ROOT,
                "A subtask may hold %.0f MiB of native memory colocated, at most %.0f MiB disaggregated; the weights take"
                        + " %.1f MiB a task manager and device.",
                memory.colocatedBytes() / MIB,
                apart / MIB,
                weights / MIB);
    }
}

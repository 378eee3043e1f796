package dev.offramp.stage;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs a stage on blank samples before the first real ones come: the first run of every batch size has its kernels chosen and
 * compiled, and takes several times as long as those after it.
 *
 * @param atMost after which no further batch is begun; zero for none at all
 */
record WarmUp(Activation blank, int maxBatchSize, Duration atMost) {

    /** Every size once. */
    void run(BatchRunner runner) throws StageFailure {
        run(runner, end(), run -> {});
    }

    /** The same, and where time is left, all sizes a second time for {@code costs} to learn what they take. */
    void run(BatchRunner runner, BatchCosts costs) throws StageFailure {
        long end = end();
        run(runner, end, run -> {});
        run(runner, end, run -> costs.ran(run.size(), run.micros()));
    }

    private long end() {
        return System.nanoTime() + atMost.toNanos();
    }

    private void run(BatchRunner runner, long end, Consumer<BatchRunner.EngineRun> ran) throws StageFailure {
        for (int size : sizes()) {
            if (System.nanoTime() >= end) {
                return;
            }
            BatchRunner.Result result = runner.run(Collections.nCopies(size, blank));
            result.outcomes().forEach(WarmUp::release);
            result.runs().forEach(ran);
        }
    }

    private static void release(BatchRunner.Outcome outcome) {
        if (outcome instanceof BatchRunner.Row row) {
            row.activation().release();
        }
    }

    /** The full batch of a flood first, then what a trickle and a drained stage see, from the smallest on. */
    Set<Integer> sizes() {
        Set<Integer> sizes = new LinkedHashSet<>(List.of(maxBatchSize));
        for (int size = 1; size < maxBatchSize; size++) {
            sizes.add(size);
        }
        return sizes;
    }
}

package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.sample.Tensor;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs a stage on blank samples before the first real ones come: the first run of every batch size has its kernels chosen and
 * compiled, and takes several times as long as those after it.
 *
 * @param atMost after which no further batch is begun; zero for none at all
 */
record WarmUp(StageSpec stage, int maxBatchSize, Duration atMost) {

    /** Where time is left, all sizes run a second time for {@code costs} to learn what they take. */
    void run(StageEngine engine, BatchCosts costs) throws StageFailure {
        long end = System.nanoTime() + atMost.toNanos();
        Activation blank = blank();
        for (int round = 1; round <= 2; round++) {
            for (int size : sizes()) {
                long begin = System.nanoTime();
                if (begin >= end) {
                    return;
                }
                engine.run(Collections.nCopies(size, blank)).activations().forEach(Activation::release);
                if (round == 2) {
                    costs.ran(size, (System.nanoTime() - begin) / 1000);
                }
            }
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

    private Activation blank() {
        return new HeapActivation(stage.inputs().stream().map(WarmUp::blank).toList());
    }

    private static Tensor blank(TensorSpec spec) {
        return new Tensor(spec.type(), spec.sampleShape(), new byte[Math.toIntExact(spec.sampleBytes())]);
    }
}

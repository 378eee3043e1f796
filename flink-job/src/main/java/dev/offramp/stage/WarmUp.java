package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.sample.Activation;
import dev.offramp.sample.HeapActivation;
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

    void run(StageEngine engine) throws StageFailure {
        long begin = System.nanoTime();
        Activation blank = blank();
        for (int size : sizes()) {
            if (System.nanoTime() - begin >= atMost.toNanos()) {
                return;
            }
            engine.run(Collections.nCopies(size, blank)).activations().forEach(Activation::release);
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

package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.sample.Tensor;

/** A sample of zeros as a stage takes it: to warm the stage up, and to see whether it runs at all. */
final class BlankSample {

    private BlankSample() {}

    static Activation of(StageSpec stage) {
        return new HeapActivation(stage.inputs().stream().map(BlankSample::of).toList());
    }

    private static Tensor of(TensorSpec spec) {
        return new Tensor(spec.type(), spec.sampleShape(), new byte[Math.toIntExact(spec.sampleBytes())]);
    }
}

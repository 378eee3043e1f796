package dev.offramp.stage;

import dev.offramp.sample.Tensor;
import java.util.List;

/** An activation whose tensors are ordinary arrays: decoded pixels, or what came over the network. */
public record HeapActivation(List<Tensor> tensors) implements Activation {

    /** What a sample carries behind the last stage. */
    public static final HeapActivation NOTHING = new HeapActivation(List.of());

    public HeapActivation {
        tensors = List.copyOf(tensors);
    }

    @Override
    public List<Tensor> tensors(WirePrecision wire) {
        return tensors;
    }

    @Override
    public void release() {
        // the garbage collector's
    }
}

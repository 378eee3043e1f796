package dev.offramp.stage;

import dev.offramp.sample.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stage takes that looks at frames of a clip: their pixels, on the heap, and before it what the stage before handed on, which it
 * owns.
 *
 * @param pixels uint8 [n, height, width, 3]
 */
public record WithPixels(Tensor pixels, Activation before) implements Activation {

    @Override
    public List<Tensor> tensors(WirePrecision wire) {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(pixels);
        tensors.addAll(before.tensors(wire));
        return tensors;
    }

    @Override
    public RetainedMemory kept() {
        return before.kept();
    }

    @Override
    public void release() {
        before.release();
    }
}

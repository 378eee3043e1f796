package dev.offramp.offline;

import dev.offramp.bundle.StageSpec;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.WithPixels;
import java.util.ArrayList;
import java.util.List;

/** What one stage takes, for whoever has the pixels of whole samples at hand: of a clip, the frames that the stage looks at. */
public record StageFrames(StageSpec stage) {

    /**
     * Of a batch.
     *
     * @param pixels one a sample, whole: uint8 [height, width, 3], or of a clip [frames, height, width, 3]
     * @param before what the stage before handed on, one a sample and owned by what is returned; of stage 1 nothing is taken from it
     */
    public List<Activation> inputs(List<Tensor> pixels, List<Activation> before) {
        List<Activation> inputs = new ArrayList<>(pixels.size());
        for (int i = 0; i < pixels.size(); i++) {
            inputs.add(stage.number() == 1 ? first(pixels.get(i)) : input(pixels.get(i), before.get(i)));
        }
        return inputs;
    }

    /** Of one sample, for stage 1. */
    public Activation first(Tensor pixels) {
        return new HeapActivation(List.of(stage.frames().isEmpty() ? pixels : mine(pixels)));
    }

    /** Of one sample, for a stage behind the first; it owns what the stage before handed on. */
    public Activation input(Tensor pixels, Activation before) {
        return stage.frames().isEmpty() ? before : new WithPixels(mine(pixels), before);
    }

    private Tensor mine(Tensor clip) {
        List<Integer> shape = new ArrayList<>(clip.shape());
        int length = clip.bytes().length / shape.get(0);
        byte[] frames = new byte[stage.frames().size() * length];
        int next = 0;
        for (int position : stage.frames()) {
            System.arraycopy(clip.bytes(), position * length, frames, next, length);
            next += length;
        }
        shape.set(0, stage.frames().size());
        return new Tensor(clip.type(), shape, frames);
    }
}

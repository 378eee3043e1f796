package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.rejects.Refusal;

/**
 * What a stage takes of a sample: where it looks at frames of a clip, their pixels and what the stage before handed on; otherwise that
 * alone. Frames are decoded here, and not before, so that those behind the exit never are.
 */
final class StageInputs {

    private final FrameDecoder decoder;
    private final int frames;

    /** The frames of stage 1 are decoded before it: what it takes is there. */
    StageInputs(StageSpec stage, FrameDecoder decoder) {
        this.decoder = decoder;
        this.frames = stage.number() == 1 ? 0 : stage.frames().size();
    }

    /** How many frames of a sample the stage looks at, of those that it brings. */
    int frames() {
        return frames;
    }

    /**
     * The input for one sample; it holds the sample's activation, and releases it.
     *
     * @throws Refusal where a frame cannot be decoded; the activation stays the sample's
     */
    Activation of(InFlight sample) throws Refusal {
        if (frames == 0) {
            return sample.activation();
        }
        return new WithPixels(decoder.decode(sample.frames().next(frames)), sample.activation());
    }
}

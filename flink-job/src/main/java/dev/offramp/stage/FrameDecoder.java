package dev.offramp.stage;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.Tensor;
import java.io.Serializable;

/** Makes pixels of the frames of a clip that a stage is about to look at. */
public interface FrameDecoder extends Serializable {

    /**
     * All of them in their order: uint8 [n, height, width, 3], RGB, of the bundle's input size.
     *
     * @throws Refusal naming the frame that cannot be decoded
     */
    Tensor decode(ClipFrames frames) throws Refusal;
}

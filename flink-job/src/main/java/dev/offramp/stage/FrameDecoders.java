package dev.offramp.stage;

import dev.offramp.bundle.Bundle;
import java.io.Serializable;

/** Makes decoders for bundles; travels with the job graph. */
public interface FrameDecoders extends Serializable {

    /** Of the frames of clips that stages of the bundle look at. */
    FrameDecoder of(Bundle bundle);
}

package dev.offramp.sample;

import dev.offramp.wire.WireTypeInfo;
import java.util.List;

/**
 * What crosses the one exchange: a sample whose pictures nobody has decoded yet.
 *
 * @param key      of the record that brought it; of a clip, its last frame
 * @param pictures one, or those of a clip in the order in which they were taken
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record EncodedFrame(Sample sample, byte[] key, List<EncodedPicture> pictures) {

    public static final WireTypeInfo<EncodedFrame> TYPE =
            new WireTypeInfo<>(EncodedFrame.class, new EncodedFrameFormat());

    public EncodedFrame {
        pictures = List.copyOf(pictures);
    }

    /** A single frame. */
    public EncodedFrame(Sample sample, byte[] key, EncodedPicture picture) {
        this(sample, key, List.of(picture));
    }

    /** The last, or only, one. */
    public EncodedPicture picture() {
        return pictures.get(pictures.size() - 1);
    }
}

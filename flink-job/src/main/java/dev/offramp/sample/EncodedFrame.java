package dev.offramp.sample;

import dev.offramp.wire.WireTypeInfo;

/**
 * What crosses the one exchange: a sample whose picture nobody has decoded yet.
 *
 * @param key of the record that brought it
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record EncodedFrame(Sample sample, byte[] key, EncodedPicture picture) {

    public static final WireTypeInfo<EncodedFrame> TYPE =
            new WireTypeInfo<>(EncodedFrame.class, new EncodedFrameFormat());
}

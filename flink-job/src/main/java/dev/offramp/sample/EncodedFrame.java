package dev.offramp.sample;

import dev.offramp.wire.WireTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * What crosses the one exchange: a sample whose pictures nobody has decoded yet, or the samples of a segment of video together.
 *
 * @param sample   the only one, or the first of the segment's
 * @param key      of the record that brought it; of a clip, its last frame
 * @param pictures one, or those of a clip in the order in which they were taken; none of a segment
 * @param segment  where the pictures are one
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record EncodedFrame(Sample sample, byte[] key, List<EncodedPicture> pictures, Optional<EncodedSegment> segment) {

    public static final WireTypeInfo<EncodedFrame> TYPE =
            new WireTypeInfo<>(EncodedFrame.class, new EncodedFrameFormat());

    public EncodedFrame {
        pictures = List.copyOf(pictures);
    }

    /** A single frame. */
    public EncodedFrame(Sample sample, byte[] key, EncodedPicture picture) {
        this(sample, key, List.of(picture));
    }

    /** A clip. */
    public EncodedFrame(Sample sample, byte[] key, List<EncodedPicture> pictures) {
        this(sample, key, pictures, Optional.empty());
    }

    /** The samples of a segment. */
    public EncodedFrame(byte[] key, EncodedSegment segment) {
        this(segment.samples().get(0).sample(), key, List.of(), Optional.of(segment));
    }

    /** The last, or only, picture of what is no segment. */
    public EncodedPicture picture() {
        return pictures.get(pictures.size() - 1);
    }

    /** The record that brought it; of a clip, its last frame. */
    public byte[] record() {
        return segment.map(EncodedSegment::record).orElseGet(() -> picture().record());
    }

    /** All that it brings. */
    public List<Sample> samples() {
        return segment.map(pieces ->
                        pieces.samples().stream().map(SegmentSample::sample).toList())
                .orElseGet(() -> List.of(sample));
    }

    /** How many frames it brings that no sample before had. */
    public int freshFrames() {
        return samples().stream().mapToInt(Sample::freshFrames).sum();
    }
}

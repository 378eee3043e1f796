package dev.offramp.video;

import java.util.List;

/**
 * A piece of a video that can be decoded by itself: one group of pictures from a key frame to the next.
 *
 * @param track  that it is cut from
 * @param header what the codec's decoder must know before the first packet; empty for H.264 and HEVC, whose packets say it (Annex B)
 * @param bytes  the packets one behind the other, in the order in which they are decoded
 * @param sizes  of the packets, bytes
 * @param pts    of the packets' pictures, in the track's time base; {@link #NO_PTS} where the source has none
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record VideoSegment(VideoTrack track, byte[] header, byte[] bytes, List<Integer> sizes, List<Long> pts) {

    /** The source gave no presentation time. */
    public static final long NO_PTS = Long.MIN_VALUE;

    public VideoSegment {
        sizes = List.copyOf(sizes);
        pts = List.copyOf(pts);
        if (sizes.size() != pts.size()) {
            throw new IllegalArgumentException(sizes.size() + " sizes and " + pts.size() + " presentation times");
        }
    }
}

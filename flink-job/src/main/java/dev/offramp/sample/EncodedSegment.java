package dev.offramp.sample;

import dev.offramp.video.VideoSegment;
import dev.offramp.video.VideoTrack;
import java.util.Arrays;
import java.util.List;

/**
 * A segment of video as it was published, within the record that brought it.
 *
 * @param track   how its packets become pictures
 * @param header  what the decoder must know before the first packet
 * @param record  the bytes that the packets are a part of
 * @param offset  where in them the packets begin, one behind the other
 * @param sizes   of the packets, bytes
 * @param pts     of the packets' pictures, in the track's time base; {@link VideoSegment#NO_PTS} where there is none
 * @param samples to be made of it, at least one; by their last pictures, rising
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record EncodedSegment(
        VideoTrack track,
        byte[] header,
        byte[] record,
        int offset,
        List<Integer> sizes,
        List<Long> pts,
        List<SegmentSample> samples) {

    public EncodedSegment {
        sizes = List.copyOf(sizes);
        pts = List.copyOf(pts);
        samples = List.copyOf(samples);
    }

    /** The same segment, of which other samples are to be made. */
    public EncodedSegment with(List<SegmentSample> others) {
        return new EncodedSegment(track, header, record, offset, sizes, pts, others);
    }

    /** The packets themselves, copied. */
    public VideoSegment video() {
        int length = sizes.stream().mapToInt(Integer::intValue).sum();
        byte[] packets = Arrays.copyOfRange(record, offset, offset + length);
        return new VideoSegment(track, header, packets, sizes, pts);
    }
}

package dev.offramp.kafka;

import dev.offramp.frames.FrameBounds;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Capture;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedSegment;
import dev.offramp.sample.Task;
import dev.offramp.sample.Unanswered;
import dev.offramp.schema.Segment;
import dev.offramp.schema.VideoCodec;
import dev.offramp.video.VideoTrack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** From a record that holds a segment of video to the samples that are to be made of it, still encoded, or why there are none. */
final class SegmentReader {

    /** Those whose pictures can be counted before they are decoded: a packet of the others may hide many. */
    private static final Set<VideoCodec> SERVED = Collections.unmodifiableSet(
            EnumSet.of(VideoCodec.H264, VideoCodec.HEVC, VideoCodec.MPEG4, VideoCodec.MJPEG));

    private final SingleObjectReader<Segment> segments;
    private final Task task;

    /** @param task whose labels are read */
    SegmentReader(WriterSchemas registry, Task task) {
        this.segments = new SingleObjectReader<>(Segment.class, registry);
        this.task = task;
    }

    /** The segment in a record whose key is the stream's id. */
    EncodedFrame read(ConsumedRecord record, FrameBounds bounds) throws Refusal {
        StreamKey.check(record.key());
        SingleObjectReader.Located<Segment> located = segments.read(record.value(), "bytes");
        Segment segment = located.record();
        StreamKey.checkSame(record.key(), "segment", segment.getStream());
        Capture capture = CaptureReader.read(segment);
        bounds.checkSegmentFrames(segment.getSizes().size()); // so many places nobody is told of
        SegmentCheck.check(segment);
        try {
            return read(record, located, capture, bounds);
        } catch (Refusal refusal) {
            throw refusal.leaving(places(segment));
        }
    }

    private EncodedFrame read(
            ConsumedRecord record, SingleObjectReader.Located<Segment> located, Capture capture, FrameBounds bounds)
            throws Refusal {
        Segment segment = located.record();
        bounds.checkSegment(segment.getSizes().size(), segment.getWidth(), segment.getHeight());
        return new EncodedFrame(
                record.key(),
                new EncodedSegment(
                        track(segment),
                        bytes(segment.getHeader()),
                        record.value(),
                        located.end() - segment.getBytes().remaining(),
                        segment.getSizes(),
                        segment.getPts(),
                        new SegmentSamples(record.origin(), segment, capture, task).all()));
    }

    private static VideoTrack track(Segment segment) throws Refusal {
        if (!SERVED.contains(segment.getCodec())) {
            throw new Refusal(
                    RefusalReason.UNSUPPORTED_ENCODING,
                    "the segment's codec is " + segment.getCodec() + ", segments are served in " + SERVED);
        }
        return new VideoTrack(
                segment.getCodec().name().toLowerCase(Locale.ROOT),
                segment.getWidth(),
                segment.getHeight(),
                segment.getTimeBaseNumerator(),
                segment.getTimeBaseDenominator(),
                segment.getRotation(),
                0,
                0);
    }

    private static List<Unanswered> places(Segment segment) {
        List<Unanswered> places = new ArrayList<>();
        int samples = SegmentSamples.picked(segment).size();
        for (int i = 0; i < samples; i++) {
            places.add(new Unanswered(
                    segment.getStream(),
                    segment.getEpoch(),
                    segment.getSequence() + i,
                    i == 0 ? segment.getDropped() : 0,
                    false));
        }
        return places;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}

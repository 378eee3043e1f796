package dev.offramp.sample;

import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.Segment;
import dev.offramp.schema.VideoCodec;
import dev.offramp.video.SegmentCutter;
import dev.offramp.video.StripedVideo;
import dev.offramp.video.VideoAddress;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoInput;
import dev.offramp.video.VideoSegment;
import dev.offramp.video.VideoTrack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Segments of video for tests: real ones, of pictures that say their number, and empty ones for what never decodes. */
public final class TestSegments {

    /** Pictures from a key frame to the next. */
    public static final int PICTURES = 10;

    private TestSegments() {}

    /** A striped video's segments, of {@link #PICTURES} each. */
    public static List<VideoSegment> striped(int count) {
        try {
            Path file = Files.createTempFile("striped", ".mp4");
            try {
                StripedVideo.of(count * PICTURES).in(file);
                return cut(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (VideoFailure failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<VideoSegment> cut(Path file) throws VideoFailure {
        List<VideoSegment> segments = new ArrayList<>();
        VideoInput input = VideoInput.open(new VideoAddress(file.toString()), Duration.ofSeconds(10), Map.of());
        try (var cutter = SegmentCutter.cut(input, Integer.MAX_VALUE, Integer.MAX_VALUE)) {
            for (var next = cutter.next(); next.isPresent(); next = cutter.next()) {
                segments.add(next.get());
            }
        }
        return segments;
    }

    /** The same with one packet lost to zeros. */
    public static VideoSegment zeroed(VideoSegment whole, int packet) {
        byte[] bytes = whole.bytes().clone();
        int from = whole.sizes().subList(0, packet).stream()
                .mapToInt(Integer::intValue)
                .sum();
        Arrays.fill(bytes, from, from + whole.sizes().get(packet), (byte) 0);
        return new VideoSegment(whole.track(), whole.header(), bytes, whole.sizes(), whole.pts());
    }

    /** The same so much further in its stream. */
    public static Sample moved(Sample sample, long sequence) {
        return new Sample(
                        sample.origin(),
                        sample.stream(),
                        sequence + sample.sequence(),
                        sample.eventTimeMillis(),
                        sample.label())
                .captured(sample.capture());
    }

    /** As a camera publishes it. */
    public static Segment.Builder written(String stream, VideoSegment video, long sequence, List<Integer> picked) {
        return Segment.newBuilder()
                .setStream(stream)
                .setSequence(sequence)
                .setEventTime(Instant.ofEpochMilli(1_234))
                .setCodec(VideoCodec.H264)
                .setWidth(video.track().width())
                .setHeight(video.track().height())
                .setSizes(video.sizes())
                .setPts(video.pts())
                .setTimeBaseNumerator(video.track().timeBaseNumerator())
                .setTimeBaseDenominator(video.track().timeBaseDenominator())
                .setPicked(picked)
                .setBytes(ByteBuffer.wrap(video.bytes()))
                .setEpoch(1_600_000_000_000L)
                .setClock(CaptureClock.FILE)
                .setDropped(3);
    }

    /** As the job reads it, with one sample for each of these pictures. */
    public static EncodedFrame encoded(VideoSegment video, long sequence, List<Integer> picked) {
        return encoded(new Origin("frames", 0, 0, 0), "camera", video, sequence, picked);
    }

    /** A segment without a picture that could be decoded, of which so many are picked. */
    public static EncodedFrame encoded(String stream, long createdMillis, int pictures) {
        VideoTrack track = new VideoTrack("h264", 16, 16, 1, 25, 0, 0, 0);
        var video = new VideoSegment(
                track,
                new byte[0],
                new byte[pictures],
                Collections.nCopies(pictures, 1),
                IntStream.range(0, pictures).mapToObj(Long::valueOf).toList());
        return encoded(
                new Origin("frames", 0, 0, createdMillis),
                stream,
                video,
                0,
                IntStream.range(0, pictures).boxed().toList());
    }

    private static EncodedFrame encoded(
            Origin origin, String stream, VideoSegment video, long sequence, List<Integer> picked) {
        List<SegmentSample> samples = new ArrayList<>();
        for (int i = 0; i < picked.size(); i++) {
            Sample sample = new Sample(origin.at(i), stream, sequence + i, sequence + i, OptionalInt.empty())
                    .captured(new Capture(1, Optional.empty(), SourceClock.FILE, 0, 0));
            samples.add(new SegmentSample(sample, List.of(picked.get(i))));
        }
        return new EncodedFrame(
                new byte[] {1},
                new EncodedSegment(
                        video.track(), video.header(), video.bytes(), 0, video.sizes(), video.pts(), samples));
    }
}

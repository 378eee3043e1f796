package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Tensor;
import dev.offramp.sample.TestSegments;
import dev.offramp.video.VideoSegment;
import dev.offramp.video.VideoTrack;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the packets of a segment hold, FFmpeg's decoders live and every sample is told once and in its order. */
@Timeout(10)
class SegmentDecoderFuzzTest {

    private static final List<String> CODECS = List.of("h264", "hevc", "mpeg4", "mjpeg");

    /** Ends a packet: no length that a change of bytes would make wrong. */
    private static final byte[] MARK = {(byte) 0xfe, 'P', 'K', 'T'};

    private static final int MOST_PACKETS = 20;
    private static final InputShape SHAPE = new InputShape(1, new InputSize(24, 32));
    private static final FrameBounds BOUNDS = new FrameBounds(new FramesSettings(
            1 << 20, 100_000, 20, DecodePlace.CHAINED, -1, new SegmentBounds(MOST_PACKETS, 2_000_000, 100_000)));

    static Stream<byte[]> segments() {
        VideoSegment striped = TestSegments.striped(1).get(0);
        byte[] jpegs = row("mjpeg", List.of(TestFrames.file("formats/rgb.jpg"), TestFrames.file("formats/grey.jpg")));
        return Stream.of(row("h264", packets(striped)), jpegs);
    }

    @MethodSource("segments")
    @FuzzTest
    void every_sample_of_a_segment_is_told_once(byte[] row) {
        if (row.length < 2) {
            return;
        }
        VideoSegment segment = segment(row);
        List<Integer> all = IntStream.range(0, segment.sizes().size()).boxed().toList();
        List<Long> told = new ArrayList<>();

        new SegmentDecoder(BOUNDS, SHAPE)
                .decode(TestSegments.encoded(segment, 0, all).segment().orElseThrow(), new Told(told));

        assertThat(told).isEqualTo(LongStream.range(0, all.size()).boxed().toList());
    }

    /** The first byte says the codec and whether there are presentation times. */
    private static VideoSegment segment(byte[] row) {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        List<Integer> sizes = new ArrayList<>();
        int from = 1;
        for (int at = 1; at <= row.length && sizes.size() < MOST_PACKETS; at++) {
            boolean marked =
                    at + MARK.length <= row.length && Arrays.equals(row, at, at + MARK.length, MARK, 0, MARK.length);
            if ((marked || at == row.length) && at > from) {
                packets.write(row, from, at - from);
                sizes.add(at - from);
            }
            if (marked) {
                from = at + MARK.length;
                at = from - 1;
            }
        }
        if (sizes.isEmpty()) {
            packets.write(0);
            sizes.add(1);
        }
        List<Long> times =
                IntStream.range(0, sizes.size()).mapToObj(Long::valueOf).toList();
        List<Long> none = Collections.nCopies(sizes.size(), VideoSegment.NO_PTS);
        VideoTrack track = new VideoTrack(CODECS.get(row[0] & 3), 128, 96, 1, 25, 0, 0, 0);
        return new VideoSegment(track, new byte[0], packets.toByteArray(), sizes, (row[0] & 4) == 0 ? times : none);
    }

    private static byte[] row(String codec, List<byte[]> packets) {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        row.write(CODECS.indexOf(codec));
        for (byte[] packet : packets) {
            row.writeBytes(packet);
            row.writeBytes(MARK);
        }
        return row.toByteArray();
    }

    private static List<byte[]> packets(VideoSegment segment) {
        List<byte[]> packets = new ArrayList<>();
        int from = 0;
        for (int size : segment.sizes()) {
            packets.add(Arrays.copyOfRange(segment.bytes(), from, from + size));
            from += size;
        }
        return packets;
    }

    /** The numbers of the samples that were told of. */
    private record Told(List<Long> numbers) implements SegmentDecoder.Outcome {

        @Override
        public void decoded(Sample sample, Tensor pixels, ClipFrames later) {
            assertThat(pixels.bytes()).hasSize(24 * 32 * 3);
            numbers.add(sample.sequence());
        }

        @Override
        public void refused(List<Sample> samples, Refusal why) {
            assertThat(why.detail()).isNotBlank();
            samples.forEach(sample -> numbers.add(sample.sequence()));
        }
    }
}

package dev.offramp.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments can be decoded each for itself, and together are the video. */
class SegmentCutterTest {

    private static final int FRAMES = 50;
    private static final long MAX_PIXELS = 1_000_000;

    @TempDir
    private Path folder;

    @Test
    void a_segment_goes_from_key_frame_to_key_frame_and_decodes_by_itself() throws VideoFailure {
        List<VideoSegment> segments = cut("video.mp4", Integer.MAX_VALUE);

        assertThat(segments).hasSize(5);
        for (int i = 0; i < segments.size(); i++) {
            assertThat(numbers(segments.get(i)))
                    .as("segment %d", i)
                    .isEqualTo(IntStream.range(10 * i, 10 * i + 10).boxed().toList());
        }
    }

    @Test
    void transport_streams_are_cut_alike() throws VideoFailure {
        List<Integer> all = new ArrayList<>();
        for (VideoSegment segment : cut("video.ts", Integer.MAX_VALUE)) {
            all.addAll(numbers(segment));
        }
        assertThat(all).isEqualTo(IntStream.range(0, FRAMES).boxed().toList());
    }

    @Test
    void pictures_keep_the_presentation_times_of_the_whole() throws VideoFailure {
        VideoSegment second = cut("video.mp4", Integer.MAX_VALUE).get(1);

        try (var frames = FrameStream.decode(second, MAX_PIXELS)) {
            assertThat(frames.advance()).isTrue();
            assertThat(second.track().micros(frames.frame().pts().orElseThrow()))
                    .isEqualTo(400_000);
        }
    }

    @Test
    void what_is_longer_than_a_segment_may_be_is_left_out_and_counted() throws VideoFailure {
        Path file = StripedVideo.of(FRAMES).in(folder.resolve("video.mp4"));

        try (var cutter = SegmentCutter.cut(open(file), 100, 1_000)) {
            assertThat(cutter.next()).isEmpty();
            assertThat(cutter.leftOut()).isEqualTo(FRAMES);
        }
    }

    @Test
    void a_codec_that_no_record_can_name_is_refused() throws Exception {
        Path gif = folder.resolve("picture.gif");
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "gif", gif.toFile());

        try (var input = open(gif)) {
            assertThatExceptionOfType(VideoFailure.class)
                    .isThrownBy(() -> SegmentCutter.cut(input, Integer.MAX_VALUE, 1_000))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(VideoFailure.Kind.UNSUPPORTED))
                    .withMessageStartingWith("pictures of gif cannot be cut into segments, only those of h264,");
        }
    }

    @Test
    void what_has_more_pictures_than_a_segment_may_have_is_left_out_too() throws VideoFailure {
        Path file = StripedVideo.of(FRAMES).in(folder.resolve("video.mp4"));

        try (var cutter = SegmentCutter.cut(open(file), Integer.MAX_VALUE, 9)) {
            assertThat(cutter.next()).isEmpty();
            assertThat(cutter.tooLong()).isEqualTo(5);
        }
    }

    @Test
    void sizes_that_lie_are_refused() throws VideoFailure {
        VideoSegment honest = cut("video.mp4", Integer.MAX_VALUE).get(0);
        List<Integer> lying = new ArrayList<>(honest.sizes());
        lying.set(3, Integer.MAX_VALUE);
        var segment = new VideoSegment(honest.track(), honest.header(), honest.bytes(), lying, honest.pts());

        assertThatExceptionOfType(VideoFailure.class)
                .isThrownBy(() -> numbers(segment))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(VideoFailure.Kind.DAMAGED))
                .withMessageContaining("packet 3");
    }

    @Test
    void damaged_segments_end_in_pictures_or_in_a_failure_and_never_in_anything_else() throws VideoFailure {
        VideoSegment whole = cut("video.mp4", Integer.MAX_VALUE).get(0);
        var random = new Random(11);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = whole.bytes().clone();
            for (int i = 0; i < 1 + round / 10; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            var damaged = new VideoSegment(whole.track(), whole.header(), bytes, whole.sizes(), whole.pts());
            try {
                assertThat(numbers(damaged)).hasSizeLessThanOrEqualTo(10);
            } catch (VideoFailure failure) {
                assertThat(failure.kind()).isNotNull();
            }
        }
    }

    private List<VideoSegment> cut(String name, int maxBytes) throws VideoFailure {
        Path file = StripedVideo.of(FRAMES).in(folder.resolve(name));
        List<VideoSegment> segments = new ArrayList<>();
        try (var cutter = SegmentCutter.cut(open(file), maxBytes, 1_000)) {
            for (Optional<VideoSegment> next = cutter.next(); next.isPresent(); next = cutter.next()) {
                segments.add(next.get());
            }
            assertThat(cutter.leftOut()).isZero();
        }
        return segments;
    }

    private static VideoInput open(Path file) throws VideoFailure {
        return VideoInput.open(new VideoAddress(file.toString()), Duration.ofSeconds(5), Map.of());
    }

    private static List<Integer> numbers(VideoSegment segment) throws VideoFailure {
        List<Integer> numbers = new ArrayList<>();
        try (var frames = FrameStream.decode(segment, MAX_PIXELS);
                var rgb = new RgbConverter()) {
            while (frames.advance()) {
                VideoFrame frame = frames.frame();
                numbers.add(StripedVideo.numberIn(rgb.convert(frame), frame.width(), frame.height()));
            }
        }
        return numbers;
    }
}

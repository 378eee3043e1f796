package dev.offramp.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of a video is what went in, and what is no video says so. */
class FrameStreamTest {

    private static final int FRAMES = 50;
    private static final long MAX_PIXELS = 1_000_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"video.mp4", "video.mkv", "video.avi", "video.ts"})
    void every_picture_comes_once_and_in_order(String name) throws VideoFailure {
        Path file = StripedVideo.of(FRAMES).in(folder.resolve(name));

        assertThat(numbers(file)).isEqualTo(IntStream.range(0, FRAMES).boxed().toList());
    }

    @Test
    void presentation_times_count_in_the_tracks_time_base() throws VideoFailure {
        Path file = StripedVideo.of(FRAMES).in(folder.resolve("video.mp4"));

        try (var frames = open(file)) {
            List<Long> micros = new ArrayList<>();
            while (frames.advance()) {
                micros.add(frames.track().micros(frames.frame().pts().orElseThrow()));
            }
            assertThat(micros)
                    .isEqualTo(IntStream.range(0, FRAMES)
                            .mapToObj(i -> 40_000L * i)
                            .toList());
        }
    }

    @Test
    void packets_that_never_become_a_picture_are_not_waited_for_longer_than_said() throws VideoFailure {
        Path file = StripedVideo.of(FRAMES).in(folder.resolve("video.mp4"));

        try (var frames = FrameStream.decode(
                VideoInput.open(address(file), Duration.ofSeconds(5), Map.of()), MAX_PIXELS, Duration.ZERO)) {
            assertThatExceptionOfType(VideoFailure.class)
                    .isThrownBy(frames::advance)
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(VideoFailure.Kind.DAMAGED))
                    .withMessage("no picture that could be decoded for 0 ms, though packets came");
        }
    }

    @Test
    void the_track_says_what_there_is() throws VideoFailure {
        Path file = StripedVideo.of(FRAMES).in(folder.resolve("video.mp4"));

        try (var input = VideoInput.open(address(file), Duration.ofSeconds(5), Map.of())) {
            VideoTrack track = input.track();
            assertThat(track.codec()).isEqualTo("h264");
            assertThat(track.width()).isEqualTo(128);
            assertThat(track.height()).isEqualTo(96);
            assertThat(track.framesPerSecond()).isEqualTo(25);
            assertThat(track.rotation()).isZero();
        }
    }

    @Test
    void options_that_mean_nothing_are_refused() throws VideoFailure {
        Path file = StripedVideo.of(2).in(folder.resolve("video.mp4"));

        assertThatExceptionOfType(VideoFailure.class)
                .isThrownBy(() -> VideoInput.open(address(file), Duration.ofSeconds(5), Map.of("rtsp_transprt", "tcp")))
                .withMessageContaining("[rtsp_transprt]");
    }

    @Test
    void a_video_that_cannot_be_written_says_where() {
        assertThatExceptionOfType(VideoFailure.class)
                .isThrownBy(
                        () -> StripedVideo.of(2).in(folder.resolve("nowhere").resolve("video.mp4")))
                .withMessageContaining("nowhere");
    }

    @Test
    void a_file_that_breaks_off_gives_what_is_whole() throws VideoFailure, IOException {
        Path whole = StripedVideo.of(FRAMES).in(folder.resolve("whole.ts"));
        byte[] bytes = Files.readAllBytes(whole);
        Path broken = Files.write(folder.resolve("broken.ts"), Arrays.copyOf(bytes, bytes.length * 2 / 3));

        assertThat(numbers(broken)).hasSizeBetween(10, FRAMES - 1).isSorted();
    }

    @Test
    void damage_ends_in_pictures_or_in_a_failure_and_never_in_anything_else() throws VideoFailure, IOException {
        byte[] whole = Files.readAllBytes(StripedVideo.of(FRAMES).in(folder.resolve("whole.mp4")));
        var random = new Random(7);
        for (int round = 0; round < 60; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 1 + round; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("damaged.mp4"), damaged);
            try {
                assertThat(numbers(file)).hasSizeLessThanOrEqualTo(FRAMES);
            } catch (VideoFailure failure) {
                assertThat(failure.kind()).isNotNull();
            }
        }
    }

    @Test
    void bytes_that_are_no_video_are_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.mp4"), "no video at all, but quite some text".repeat(99));

        assertRefused(file, VideoFailure.Kind.DAMAGED);
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        assertRefused(Files.createFile(folder.resolve("empty.mp4")), VideoFailure.Kind.DAMAGED);
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertRefused(folder.resolve("nowhere.mp4"), VideoFailure.Kind.UNREACHABLE);
    }

    @Test
    void sound_without_pictures_is_refused() throws IOException {
        Path file = Files.write(folder.resolve("tone.wav"), Tone.oneSecond());

        assertRefused(file, VideoFailure.Kind.NO_VIDEO);
    }

    @Test
    void pictures_larger_than_are_let_in_are_refused() throws VideoFailure {
        Path file = StripedVideo.of(2).in(folder.resolve("video.mp4"));

        assertThatExceptionOfType(VideoFailure.class)
                .isThrownBy(() -> {
                    try (var frames = FrameStream.decode(
                            VideoInput.open(address(file), Duration.ofSeconds(5), Map.of()), 128 * 96 - 1)) {
                        frames.advance();
                    }
                })
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(VideoFailure.Kind.TOO_LARGE))
                .withMessageContaining("128 x 96");
    }

    private void assertRefused(Path file, VideoFailure.Kind kind) {
        assertThatExceptionOfType(VideoFailure.class)
                .isThrownBy(() -> numbers(file))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind))
                .withMessageContaining(file.getFileName().toString());
    }

    private static List<Integer> numbers(Path file) throws VideoFailure {
        List<Integer> numbers = new ArrayList<>();
        try (var frames = open(file);
                var rgb = new RgbConverter()) {
            while (frames.advance()) {
                VideoFrame frame = frames.frame();
                numbers.add(StripedVideo.numberIn(rgb.convert(frame), frame.width(), frame.height()));
            }
        }
        return numbers;
    }

    private static FrameStream open(Path file) throws VideoFailure {
        return FrameStream.decode(VideoInput.open(address(file), Duration.ofSeconds(5), Map.of()), MAX_PIXELS);
    }

    private static VideoAddress address(Path file) {
        return new VideoAddress(file.toString());
    }
}

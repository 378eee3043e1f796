package dev.offramp.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, FFmpeg's readers and decoders live; there are pictures and segments of them in it, or a failure that says why not. */
@Timeout(20)
class VideoFileFuzzTest {

    private static final long MAX_PIXELS = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    static Path folder;

    static Stream<byte[]> files() throws VideoFailure, IOException {
        List<byte[]> files = new ArrayList<>();
        for (String container : List.of("mp4", "mkv", "avi", "ts")) {
            Path file = new StripedVideo(3, new VideoWriter.VideoShape(32, 32, 25, 10, 50_000))
                    .in(folder.resolve("seed." + container));
            files.add(Files.readAllBytes(file));
        }
        return files.stream();
    }

    @MethodSource("files")
    @FuzzTest
    void a_file_has_pictures_or_fails_with_a_reason(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("video"), bytes);
        try (FrameStream frames = FrameStream.decode(open(file), MAX_PIXELS);
                RgbConverter rgb = new RgbConverter()) {
            while (frames.advance()) {
                VideoFrame frame = frames.frame();
                assertThat((long) frame.width() * frame.height()).isBetween(1L, MAX_PIXELS);
                assertThat(rgb.convert(frame)).hasSize(3 * frame.width() * frame.height());
            }
        } catch (VideoFailure failure) {
            assertThat(failure).message().isNotBlank();
        }
        cut(file);
    }

    private static void cut(Path file) {
        try (SegmentCutter cutter = SegmentCutter.cut(open(file), 1 << 20, 100)) {
            for (Optional<VideoSegment> next = cutter.next(); next.isPresent(); next = cutter.next()) {
                assertThat(next.get().bytes())
                        .hasSize(next.get().sizes().stream()
                                .mapToInt(Integer::intValue)
                                .sum());
            }
        } catch (VideoFailure failure) {
            assertThat(failure).message().isNotBlank();
        }
    }

    private static VideoInput open(Path file) throws VideoFailure {
        return VideoInput.open(new VideoAddress(file.toString()), PATIENCE, Map.of());
    }
}

package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Segment;
import dev.offramp.video.VideoAddress;
import dev.offramp.video.VideoInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in no segment is counted where somebody sees it. */
class SegmentSessionTest {

    private static final int PLENTY = 1 << 20;
    private static final Duration NO_BOUND = Duration.ofDays(1);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final CameraTelemetry telemetry = TestingCameras.telemetry();
    private final Outbox outbox = new Outbox("gate", new SharedRoom(Long.MAX_VALUE), ready -> {});
    private final Outbox.Entrance entrance = outbox.enter(true, telemetry);

    @Test
    void groups_that_are_too_long_are_lost_and_the_camera_says_so() throws Exception {
        play(TestingVideo.write(folder.resolve("a.mp4"), 50, 25), 200);

        assertThat(telemetry.status(0).condition().why())
                .startsWith("pictures are lost: more than 200 bytes or 1,000 pictures from one key frame");
        assertThat(telemetry.status(0).frames().damaged()).isEqualTo(50);
        assertThat(outbox.next()).isEmpty();
    }

    @Test
    void pictures_before_the_first_key_frame_are_in_dropped() throws Exception {
        play(late(), PLENTY);
        entrance.end();

        var first = Segment.fromByteBuffer(outbox.next().orElseThrow().value());
        var second = Segment.fromByteBuffer(outbox.next().orElseThrow().value());
        var end = EndOfStream.fromByteBuffer(outbox.next().orElseThrow().value());
        assertThat(first.getSizes()).hasSize(25);
        assertThat(second.getSequence()).isEqualTo(25);
        assertThat(end.getSequence()).isEqualTo(50);
        assertThat(first.getDropped()).isBetween(1, 24);
        assertThat((long) first.getDropped())
                .isEqualTo(telemetry.status(0).frames().damaged());
    }

    @Test
    void a_source_at_which_no_decoder_can_begin_is_given_up_when_it_takes_too_long() throws Exception {
        Path late = late();

        assertThatThrownBy(() -> play(late, PLENTY, Duration.ZERO))
                .hasMessage("no key frame that a decoder can begin at; send it as frames");
        play(folder.resolve("whole.ts"), PLENTY, Duration.ZERO);
    }

    /** One that begins in the middle of a group. */
    private Path late() throws Exception {
        Path whole = TestingVideo.write(folder.resolve("whole.ts"), 75, 25);
        byte[] bytes = Files.readAllBytes(whole);
        return Files.write(
                folder.resolve("late.ts"), Arrays.copyOfRange(bytes, 188 * (bytes.length / 188 / 6), bytes.length));
    }

    private void play(Path file, int maxBytes) throws Exception {
        play(file, maxBytes, NO_BOUND);
    }

    private void play(Path file, int maxBytes, Duration mostWithoutGroup) throws Exception {
        CameraSettings settings = TestingCameras.all("gate", file.toString());
        var input = VideoInput.open(new VideoAddress(file.toString()), Duration.ofSeconds(5), Map.of());
        var stream = new CameraStream(
                entrance,
                new StreamHistory(),
                telemetry,
                new MotionGate(settings.pictures().gate()));
        var playback = new Playback(false, new CountDownLatch(1));
        var parts = SessionParts.of(settings, input.track(), stream, playback);
        var most = new SegmentBounds(maxBytes, 1_000);
        try (var session = new SegmentSession(input, most, mostWithoutGroup, parts)) {
            while (session.advance()) {
                // to its end
            }
        }
    }
}

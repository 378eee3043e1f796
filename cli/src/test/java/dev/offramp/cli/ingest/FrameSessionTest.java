package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.Frame;
import dev.offramp.video.FrameStream;
import dev.offramp.video.VideoAddress;
import dev.offramp.video.VideoInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that show nothing new are counted in the next that does. */
class FrameSessionTest {

    private static final int FRAMES = 40;
    private static final long MAX_PIXELS = 1_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final CameraTelemetry telemetry = TestingCameras.telemetry();
    private final Outbox outbox = new Outbox("gate", new SharedRoom(Long.MAX_VALUE), ready -> {});

    @Test
    void a_still_video_is_its_heartbeats() throws Exception {
        List<Frame> frames = play(TestingVideo.writeStill(folder.resolve("still.mp4"), FRAMES, 25), 1);

        assertThat(frames).extracting(Frame::getSequence).containsExactly(0L, 1L);
        assertThat(frames).extracting(Frame::getUnchanged).containsExactly(0, 24);
        assertThat(frames).extracting(Frame::getDropped).containsOnly(0);
        assertThat(telemetry.status(0).frames().unchanged()).isEqualTo(FRAMES - 2);
    }

    @Test
    void without_a_gate_it_is_all_of_it() throws Exception {
        List<Frame> frames = play(TestingVideo.writeStill(folder.resolve("still.mp4"), FRAMES, 25), GateSettings.OFF);

        assertThat(frames).hasSize(FRAMES).extracting(Frame::getUnchanged).containsOnly(0);
    }

    @Test
    void a_bar_that_moves_is_published_each_time() throws Exception {
        assertThat(play(TestingVideo.write(folder.resolve("bar.mp4"), FRAMES, 25), 0.1))
                .hasSize(FRAMES);
    }

    private List<Frame> play(Path file, double delta) throws Exception {
        var gate = new GateSettings(delta, Duration.ofSeconds(1));
        var pictures = new PictureSettings(RecordForm.FRAME, PictureSettings.ALL, 64, 85, gate);
        CameraSettings usual = TestingCameras.camera("gate", file.toString());
        var settings = new CameraSettings("gate", usual.source(), pictures, usual.reading());
        var input = VideoInput.open(new VideoAddress(file.toString()), Duration.ofSeconds(5), Map.of());
        var stream =
                new CameraStream(outbox.enter(true, telemetry), new StreamHistory(), telemetry, new MotionGate(gate));
        var parts = SessionParts.of(settings, input.track(), stream, new Playback(false, new CountDownLatch(1)));
        try (var session =
                new FrameSession(pictures, input, FrameStream.decode(input, MAX_PIXELS), stream.gate(), parts)) {
            while (session.advance()) {
                // to its end
            }
        }
        List<Frame> frames = new ArrayList<>();
        for (var next = outbox.next(); next.isPresent(); next = outbox.next()) {
            frames.add(Frame.fromByteBuffer(next.get().value()));
        }
        return frames;
    }
}

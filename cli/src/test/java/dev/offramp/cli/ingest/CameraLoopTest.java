package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.ingest.CameraStatus.Condition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How cameras and files end, and whether they do. */
@Timeout(30)
class CameraLoopTest {

    private static final int TRANSPORT_PACKET = 188;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final CameraTelemetry telemetry = TestingCameras.telemetry();

    @Test
    void a_file_of_which_nothing_could_be_published_has_failed_and_says_why() throws Exception {
        byte[] oneGroup = Files.readAllBytes(TestingVideo.write(folder.resolve("whole.ts"), 25, 25));
        int behindItsKeyFrame = TRANSPORT_PACKET * (oneGroup.length / TRANSPORT_PACKET / 2);
        Path file = Files.write(
                folder.resolve("half.ts"), Arrays.copyOfRange(oneGroup, behindItsKeyFrame, oneGroup.length));
        var outbox = new Outbox("half", new SharedRoom(Long.MAX_VALUE), ready -> {});

        loop(TestingCameras.all("half", file.toString()), outbox).run();

        assertThat(telemetry.status(0).condition())
                .isEqualTo(new Condition(
                        CameraState.FAILED, "no key frame that a decoder can begin at; send it as frames"));
    }

    @Test
    void a_live_camera_outlives_an_error() throws Exception {
        var isFirst = new AtomicBoolean(true);
        var outbox = new Outbox("gate", new SharedRoom(Long.MAX_VALUE), ready -> {
            if (isFirst.getAndSet(false)) {
                throw new OutOfMemoryError("a picture too many");
            }
        });
        try (var server = MjpegServer.start()) {
            CameraLoop loop = loop(TestingCameras.camera("gate", server.url()), outbox);
            var thread = new Thread(loop);
            thread.start();
            while (!telemetry.status(0).condition().why().startsWith("unexpected: ")) {
                Thread.onSpinWait(); // the test's own time limit ends it
            }
            Condition condition = telemetry.status(0).condition();
            loop.stop();
            thread.join();

            assertThat(condition.state()).isEqualTo(CameraState.WAITING);
            assertThat(condition.why()).contains("OutOfMemoryError: a picture too many; again in ");
        }
    }

    private CameraLoop loop(CameraSettings settings, Outbox outbox) {
        var entrance = outbox.enter(!settings.source().isLive(), telemetry);
        var gate = new MotionGate(settings.pictures().gate());
        return new CameraLoop(
                settings, new CameraStream(entrance, new StreamHistory(), telemetry, gate), new FileTurns(1));
    }
}

package dev.offramp.cli.ingest;

import dev.offramp.cli.ingest.CameraStatus.Condition;
import dev.offramp.cli.ingest.CameraStatus.Format;
import dev.offramp.cli.ingest.CameraStatus.Frames;
import dev.offramp.cli.ingest.CameraStatus.Pulse;
import dev.offramp.schema.CaptureClock;
import dev.offramp.video.VideoAddress;
import java.nio.ByteBuffer;
import picocli.CommandLine;

/** Cameras to test with. */
final class TestingCameras {

    private TestingCameras() {}

    /** What the command line says where nobody says anything. */
    static CameraDefaults usual() {
        return CommandLine.populateCommand(new CameraOptions()).defaults();
    }

    static CameraSettings camera(String stream, String source) {
        CameraDefaults usual = usual();
        return new CameraSettings(stream, new VideoAddress(source), usual.pictures(), usual.reading());
    }

    /** One whose every picture is published, as segments. */
    static CameraSettings all(String stream, String source) {
        var pictures = new PictureSettings(
                RecordForm.SEGMENT,
                PictureSettings.ALL,
                256,
                85,
                usual().pictures().gate());
        return new CameraSettings(stream, new VideoAddress(source), pictures, usual().reading());
    }

    static CameraTelemetry telemetry() {
        return new CameraTelemetry(camera("gate", "rtsp://gate/live"));
    }

    /** A picture of one byte, which tells it from others. */
    static CapturedFrame frame(int number) {
        return frame(1, number);
    }

    static CapturedFrame frame(long epoch, int number) {
        var taken = new CaptureTime(1_000 + number, CaptureClock.ARRIVAL);
        return new CapturedFrame(epoch, taken, null, ByteBuffer.wrap(new byte[] {(byte) number}), LeftOut.NOTHING);
    }

    /** A picture of so many bytes. */
    static CapturedFrame large(int bytes, int lostBefore) {
        return new CapturedFrame(
                1,
                new CaptureTime(1_000, CaptureClock.ARRIVAL),
                null,
                ByteBuffer.allocate(bytes),
                LeftOut.lost(lostBefore));
    }

    static CameraStatus status(String stream, CameraState state, String why) {
        return new CameraStatus(
                stream,
                "rtsp://" + stream,
                new Condition(state, why),
                new Format("h264", 1920, 1080),
                new Frames(1_250, 1_000, 7, 3, 0),
                new Pulse(25, 5, 2, 1_500));
    }
}

package dev.offramp.cli.ingest;

import java.time.Duration;

/** A camera that runs, in a thread of its own. */
final class Camera {

    private final CameraSettings settings;
    private final CameraTelemetry telemetry;
    private final CameraLoop loop;
    private final Thread thread;

    private Camera(CameraSettings settings, CameraTelemetry telemetry, CameraLoop loop) {
        this.settings = settings;
        this.telemetry = telemetry;
        this.loop = loop;
        this.thread = new Thread(loop, "camera-" + settings.stream());
        thread.setDaemon(true); // one that never comes back from FFmpeg keeps no process alive
    }

    /** Starts it; whatever camera put into the outbox before puts in nothing more. */
    static Camera start(CameraSettings settings, Outbox outbox, StreamHistory history, FileTurns turns) {
        var telemetry = new CameraTelemetry(settings);
        var entrance = outbox.enter(!settings.source().isLive(), telemetry);
        var gate = new MotionGate(settings.pictures().gate());
        var stream = new CameraStream(entrance, history, telemetry, gate);
        var loop = new CameraLoop(settings, stream, turns);
        var camera = new Camera(settings, telemetry, loop);
        camera.thread.start();
        return camera;
    }

    CameraSettings settings() {
        return settings;
    }

    CameraStatus status(long nowNanos) {
        return telemetry.status(nowNanos);
    }

    /** Ends its stream, now; its thread follows. */
    void stop() {
        loop.stop();
        thread.interrupt();
    }

    /** Waits for its thread, but no longer than that. */
    void await(Duration patience) throws InterruptedException {
        thread.join(Math.max(1, patience.toMillis()));
    }
}

package dev.offramp.cli.ingest;

import dev.offramp.video.FrameStream;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoInput;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A camera's source, that one thread opens and reads and any may end: never an input that is closed already. Thread-safe. */
final class OpenSource {

    /** What is called 8K, and a little more. */
    private static final long MAX_PIXELS = 8192L * 4352;

    private static final Duration NO_BOUND = Duration.ofNanos(Long.MAX_VALUE);

    private final CameraSettings settings;
    private final CameraStream stream;
    private final CountDownLatch stopped;
    private @Nullable VideoInput input;
    private boolean aborted;

    /**
     * @param stopped when it is down, no picture is waited for any more
     */
    OpenSource(CameraSettings settings, CameraStream stream, CountDownLatch stopped) {
        this.settings = settings;
        this.stream = stream;
        this.stopped = stopped;
    }

    /** Opens it once more, as its settings want it. */
    CameraSession open() throws VideoFailure {
        var wait = stream.telemetry().sourceWait();
        wait.begins(System.nanoTime());
        try {
            var reading = settings.reading();
            VideoInput fresh =
                    VideoInput.open(settings.source(), reading.deadline(), reading.optionsFor(settings.source()));
            CameraSession session = session(fresh);
            stream.telemetry().opened(fresh.track());
            opened(fresh);
            return session;
        } finally {
            wait.ends();
        }
    }

    /** Right before the input is closed. */
    synchronized void closing() {
        input = null;
    }

    /** Ends the reads of the input that is open, and of every later one. */
    synchronized void abort() {
        aborted = true;
        if (input != null) {
            input.abort();
        }
    }

    private synchronized void opened(VideoInput fresh) {
        input = fresh;
        if (aborted) {
            fresh.abort();
        }
    }

    /** A live source that sends nothing that can be published is given up; a file comes to its end. */
    private Duration mostWithoutPicture() {
        return settings.source().isLive() ? settings.reading().mostWithoutPicture() : NO_BOUND;
    }

    private CameraSession session(VideoInput fresh) throws VideoFailure {
        boolean realTime = settings.reading().tempo() == ReadSettings.Tempo.REAL_TIME
                && !settings.source().isLive();
        try {
            fresh.track().refuseLargerThan(MAX_PIXELS);
            var parts = SessionParts.of(settings, fresh.track(), stream, new Playback(realTime, stopped));
            return settings.pictures().form() == RecordForm.SEGMENT
                    ? new SegmentSession(fresh, SegmentBounds.of(fresh.track()), mostWithoutPicture(), parts)
                    : new FrameSession(
                            settings.pictures(),
                            fresh,
                            FrameStream.decode(fresh, MAX_PIXELS, mostWithoutPicture()),
                            stream.gate(),
                            parts);
        } catch (VideoFailure | RuntimeException | Error failure) {
            fresh.close();
            throw failure;
        }
    }
}

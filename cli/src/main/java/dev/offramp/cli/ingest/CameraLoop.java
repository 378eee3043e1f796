package dev.offramp.cli.ingest;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.video.VideoFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a source and reads it; a live one again and again until it is stopped, a file once. */
final class CameraLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CameraLoop.class);

    private final CameraSettings settings;
    private final CameraStream stream;
    private final CameraTelemetry telemetry;
    private final FileTurns turns;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final OpenSource source;
    private final Backoff backoff =
            new Backoff(() -> ThreadLocalRandom.current().nextDouble());

    CameraLoop(CameraSettings settings, CameraStream stream, FileTurns turns) {
        this.settings = settings;
        this.stream = stream;
        this.telemetry = stream.telemetry();
        this.turns = turns;
        this.source = new OpenSource(settings, stream, stopped);
    }

    @Override
    public void run() {
        try {
            if (settings.source().isLive()) {
                playAgainAndAgain();
            } else {
                turns.take(settings, telemetry, this::playOnce);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unexpected) {
            LOG.error("{} ends", settings.stream(), unexpected);
            telemetry.is(CameraState.FAILED, "unexpected: " + unexpected);
        } finally {
            stream.entrance().end();
        }
    }

    /** Ends it from another thread; a read that FFmpeg does not come back from is not waited for. */
    void stop() {
        stopped.countDown();
        stream.entrance().end();
        source.abort();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void playOnce() throws InterruptedException {
        try {
            play();
            endedByItself();
        } catch (VideoFailure | NoKeyFrame failure) {
            ended(CameraState.FAILED, why(failure));
        }
    }

    /** Where all was read and nothing published, it did not do what it was for. */
    private void endedByItself() {
        String complaint = telemetry.complaint();
        if (stream.entrance().isUnused() && telemetry.sawAnything()) {
            ended(CameraState.FAILED, complaint.isEmpty() ? "nothing in it could be published" : complaint);
        } else {
            ended(CameraState.ENDED, complaint);
        }
    }

    /** Unless somebody stopped it: then it is neither. */
    private void ended(CameraState state, String why) {
        if (!isStopped()) {
            telemetry.is(state, why);
        }
    }

    private void playAgainAndAgain() throws InterruptedException {
        while (!isStopped()) {
            String why = "the source ended";
            try {
                play();
            } catch (VideoFailure | NoKeyFrame failure) {
                why = why(failure);
            } catch (RuntimeException | Error unexpected) { // one that ran out of memory may find some later
                LOG.warn("{} failed", settings.stream(), unexpected);
                why = "unexpected: " + unexpected;
            }
            pause(why);
        }
    }

    private void pause(String why) throws InterruptedException {
        if (isStopped()) {
            return;
        }
        Duration span = backoff.next();
        telemetry.is(CameraState.WAITING, why + "; again in " + Figures.span(span));
        if (!stopped.await(span.toMillis(), TimeUnit.MILLISECONDS)) {
            telemetry.reconnects();
        }
    }

    private void play() throws VideoFailure, NoKeyFrame, InterruptedException {
        telemetry.is(CameraState.CONNECTING, "");
        try (var session = source.open()) {
            long openedNanos = System.nanoTime();
            long lastPictureNanos = openedNanos;
            try {
                boolean more = true;
                while (more && !isStopped()) {
                    more = session.advance();
                    lastPictureNanos = System.nanoTime();
                }
            } finally {
                backoff.ran(Duration.ofNanos(lastPictureNanos - openedNanos));
                source.closing();
            }
        }
    }

    private static String why(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}

package dev.offramp.cli.ingest;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds pictures back until they are due, as a player does, or lets them pass. One thread waits, any may stop it. */
final class Playback {

    private static final long NANOS_PER_MICRO = 1_000;

    private final boolean realTime;
    private final CountDownLatch stopped;
    private boolean began;
    private long offsetNanos;

    /**
     * @param stopped when it is down, nothing is waited for any more
     */
    Playback(boolean realTime, CountDownLatch stopped) {
        this.realTime = realTime;
        this.stopped = stopped;
    }

    /**
     * Waits until as much time has passed since the first picture as in the video.
     *
     * @return false where it was stopped
     */
    boolean awaitDue(long micros) throws InterruptedException {
        if (!realTime) {
            return stopped.getCount() > 0;
        }
        long now = System.nanoTime();
        if (!began) {
            began = true;
            offsetNanos = now - NANOS_PER_MICRO * micros;
        }
        return !stopped.await(offsetNanos + NANOS_PER_MICRO * micros - now, TimeUnit.NANOSECONDS);
    }
}

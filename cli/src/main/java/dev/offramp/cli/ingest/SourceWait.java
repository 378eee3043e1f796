package dev.offramp.cli.ingest;

import java.time.Duration;

/** Whether a thread came back from a source in time, seen by others. One thread waits, any may look. */
final class SourceWait {

    private final long mostNanos;
    private volatile boolean waiting;
    private volatile long sinceNanos;

    /**
     * @param deadline that the source's own reads have; twice as long is too long
     */
    SourceWait(Duration deadline) {
        this.mostNanos = 2 * deadline.toNanos();
    }

    void begins(long nowNanos) {
        sinceNanos = nowNanos;
        waiting = true;
    }

    void ends() {
        waiting = false;
    }

    /** How long it waits beyond all bounds; zero where it does not. */
    Duration beyondBounds(long nowNanos) {
        long waited = nowNanos - sinceNanos;
        return waiting && waited > mostNanos ? Duration.ofNanos(waited) : Duration.ZERO;
    }
}

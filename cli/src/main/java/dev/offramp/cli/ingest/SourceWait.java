package dev.offramp.cli.ingest;

import dev.offramp.video.VideoFailure;
import java.time.Duration;

/** Whether a thread came back from a source in time, seen by others. One thread waits, any may look. */
final class SourceWait {

    private final long mostNanos;
    private volatile boolean waiting;
    private volatile long sinceNanos;

    /**
     * @param mostWithoutPicture longer is too long
     */
    SourceWait(Duration mostWithoutPicture) {
        this.mostNanos = mostWithoutPicture.toNanos();
    }

    /** What a thread is away for. */
    interface Read {
        boolean advance() throws VideoFailure;
    }

    /** Reads, and says meanwhile that it does. */
    boolean during(Read read) throws VideoFailure {
        begins(System.nanoTime());
        try {
            return read.advance();
        } finally {
            ends();
        }
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

package dev.offramp.kafka;

import java.time.Duration;

/** How long to wait for somebody who gets on: each step forward begins the time anew. Not thread-safe. */
final class Patience {

    private final long nanos;
    private long furthest = Long.MIN_VALUE;
    private long sinceNanos;

    Patience(Duration withoutProgress) {
        this.nanos = withoutProgress.toNanos();
    }

    /**
     * Whether nothing has moved for too long.
     *
     * @param progress rises with every step forward
     * @param nowNanos as {@link System#nanoTime()} has it
     */
    boolean isOver(long progress, long nowNanos) {
        if (progress > furthest) {
            furthest = progress;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos > nanos;
    }
}

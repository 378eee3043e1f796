package dev.offramp.cli.ingest;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a camera is called again: twice as long each time, up to a limit, and by chance a little less, so that
 * a hundred cameras behind one switch do not come back at once. Not thread-safe.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 1_000;
    private static final long MOST_MILLIS = 30_000;
    private static final int MOST_DOUBLINGS = 10;

    private final DoubleSupplier chance;
    private int failures;

    /**
     * @param chance evenly from 0 to 1
     */
    Backoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** After one more failure. */
    Duration next() {
        long whole = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return Duration.ofMillis((long) (whole * (1 - chance.getAsDouble() / 2)));
    }

    /** After pictures came for a while: a camera that ran for less than the longest wait was never well. */
    void ran(Duration span) {
        if (span.toMillis() >= MOST_MILLIS) {
            failures = 0;
        }
    }
}

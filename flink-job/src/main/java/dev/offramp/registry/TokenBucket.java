package dev.offramp.registry;

import java.time.Duration;

/** Lets so much happen at once, and then once a span. Not thread-safe. */
final class TokenBucket {

    private final int most;
    private final long spanNanos;
    private final Time time;
    private int left;
    private long filledNanos;

    TokenBucket(int most, Duration span, Time time) {
        this.most = most;
        this.spanNanos = span.toNanos();
        this.time = time;
        this.left = most;
        this.filledNanos = time.nanos();
    }

    /** Whether it may happen now; then there is one less. */
    boolean take() {
        long spans = (time.nanos() - filledNanos) / spanNanos;
        left = (int) Math.min(most, left + spans);
        filledNanos += spans * spanNanos;
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /** What was taken was not needed. */
    void giveBack() {
        left++;
    }
}

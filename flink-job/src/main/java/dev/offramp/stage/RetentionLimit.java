package dev.offramp.stage;

import org.jspecify.annotations.Nullable;

/**
 * How much memory the samples of a waiting batch keep from being freed: one survivor keeps the whole batch that it is a row of. The
 * bound is a few full batches, where one survivor of each of many would keep the square of one. Not thread-safe.
 */
final class RetentionLimit {

    private static final int FULL_BATCHES = 8;

    private final int mostRows;
    private @Nullable Object newest;
    private int rows;

    RetentionLimit(int maxBatchSize) {
        this.mostRows = FULL_BATCHES * maxBatchSize;
    }

    /** One more sample waits; those of one batch come one after the other. */
    void add(RetainedMemory kept) {
        if (kept.owner() != newest) {
            newest = kept.owner();
            rows += kept.rows();
        }
    }

    boolean isFull() {
        return rows >= mostRows;
    }

    /** Nobody waits any more. */
    void clear() {
        newest = null;
        rows = 0;
    }
}

package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the samples of a waiting batch keep from being freed: one survivor keeps the whole batch that it is a row of. The
 * bound is that of a few full batches, where one survivor of each of many would keep the square of one. Not thread-safe.
 */
final class RetentionLimit {

    /** What a waiting batch may keep, in batches of its own size. */
    static final int FULL_BATCHES = 8;

    private final long mostBytes;
    private @Nullable Object newest;
    private long bytes;

    RetentionLimit(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** For the samples that wait for a stage; what it looks at itself is not there yet. */
    static RetentionLimit before(StageSpec stage, int maxBatchSize) {
        return new RetentionLimit((long) FULL_BATCHES * maxBatchSize * NativeMemory.bytes(stage.carried()));
    }

    /** One more sample waits; those of one batch come one after the other. */
    void add(RetainedMemory kept) {
        if (kept.owner() != newest) {
            newest = kept.owner();
            bytes += kept.bytes();
        }
    }

    boolean isFull() {
        return bytes > 0 && bytes >= mostBytes; // nothing is carried to a first stage that looks at some frames
    }

    /** Nobody waits any more. */
    void clear() {
        newest = null;
        bytes = 0;
    }
}

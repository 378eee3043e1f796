package dev.offramp.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Items that wait to be run as one batch, in the order of arrival, each with the time when it came. It is full at its largest
 * size, or where its items keep too much memory. Not thread-safe.
 */
final class MicroBatch<T> {

    /** One waiting item. */
    record Waiting<T>(T item, long sinceNanos) {

        long queueMicros(long nowNanos) {
            return Math.max(0, (nowNanos - sinceNanos) / 1000);
        }
    }

    private final IntSupplier maxSize;
    private final RetentionLimit retained;
    private List<Waiting<T>> waiting;

    /** @param maxSize may fall */
    MicroBatch(IntSupplier maxSize, RetentionLimit retained) {
        this.maxSize = maxSize;
        this.retained = retained;
        this.waiting = new ArrayList<>(maxSize.getAsInt());
    }

    void add(T item, RetainedMemory kept, long nowNanos) {
        waiting.add(new Waiting<>(item, nowNanos));
        retained.add(kept);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isFull() {
        return waiting.size() >= maxSize.getAsInt() || retained.isFull();
    }

    /** Everything that waits; the batch is empty afterwards. */
    List<Waiting<T>> drain() {
        List<Waiting<T>> drained = waiting;
        waiting = new ArrayList<>(maxSize.getAsInt());
        retained.clear();
        return drained;
    }
}

package dev.offramp.stage;

import java.util.ArrayList;
import java.util.List;

/** Items that wait to be run as one batch, in the order of arrival, each with the time when it came. */
final class MicroBatch<T> {

    /** One waiting item. */
    record Waiting<T>(T item, long sinceNanos) {

        long queueMicros(long nowNanos) {
            return Math.max(0, (nowNanos - sinceNanos) / 1000);
        }
    }

    private final int maxSize;
    private List<Waiting<T>> waiting;

    MicroBatch(int maxSize) {
        this.maxSize = maxSize;
        this.waiting = new ArrayList<>(maxSize);
    }

    void add(T item, long nowNanos) {
        waiting.add(new Waiting<>(item, nowNanos));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isFull() {
        return waiting.size() >= maxSize;
    }

    /** Everything that waits; the batch is empty afterwards. */
    List<Waiting<T>> drain() {
        List<Waiting<T>> drained = waiting;
        waiting = new ArrayList<>(maxSize);
        return drained;
    }
}

package dev.offramp.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Items that wait to be run as one batch, in the order of arrival, each with the time when it came. It is full at its largest
 * size, or where its items keep too much memory: native, or encoded frames that stages may look at. Not thread-safe.
 */
final class MicroBatch<T> {

    /** One waiting item. */
    record Waiting<T>(T item, long sinceNanos) {

        long queueMicros(long nowNanos) {
            return Math.max(0, (nowNanos - sinceNanos) / 1000);
        }
    }

    /** Of encoded frames of clips; what cameras send seldom comes near. Decoded ones are as large as the bundle's input, and no larger. */
    static final long MOST_ENCODED_BYTES = 32L << 20;

    private final IntSupplier maxSize;
    private final RetentionLimit retained;
    private List<Waiting<T>> waiting;
    private long encoded;

    /** @param maxSize may fall */
    MicroBatch(IntSupplier maxSize, RetentionLimit retained) {
        this.maxSize = maxSize;
        this.retained = retained;
        this.waiting = new ArrayList<>(maxSize.getAsInt());
    }

    /** @param sample that the item carries */
    void add(T item, InFlight sample, long nowNanos) {
        add(item, sample.activation().kept(), sample.frames().encodedBytes(), nowNanos);
    }

    void add(T item, RetainedMemory kept, long encodedBytes, long nowNanos) {
        waiting.add(new Waiting<>(item, nowNanos));
        retained.add(kept);
        encoded += encodedBytes;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isFull() {
        return waiting.size() >= maxSize.getAsInt() || retained.isFull() || encoded >= MOST_ENCODED_BYTES;
    }

    /** Everything that waits; the batch is empty afterwards. */
    List<Waiting<T>> drain() {
        List<Waiting<T>> drained = waiting;
        waiting = new ArrayList<>(maxSize.getAsInt());
        retained.clear();
        encoded = 0;
        return drained;
    }
}

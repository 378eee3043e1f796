package dev.offramp.policy;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The confidence at which each exit but the last lets a sample leave; an exit may be closed. Immutable. */
public final class Thresholds implements Serializable {

    /** The threshold of an exit that nobody leaves by. */
    public static final float CLOSED = Float.POSITIVE_INFINITY;

    private static final long serialVersionUID = 1;

    private final float[] values;

    private Thresholds(float[] values) {
        this.values = values;
    }

    /** One threshold for each exit but the last, {@link #CLOSED} for a closed one; NaN is refused. */
    public static Thresholds of(float... values) {
        for (float value : values) {
            if (Float.isNaN(value)) {
                throw new IllegalArgumentException("a threshold is NaN: " + Arrays.toString(values));
            }
        }
        return new Thresholds(values.clone());
    }

    /** All of {@code count} early exits closed: every sample goes to the last exit. */
    public static Thresholds closed(int count) {
        float[] values = new float[count];
        Arrays.fill(values, CLOSED);
        return new Thresholds(values);
    }

    /** Early exits that have a threshold. */
    public int count() {
        return values.length;
    }

    /** The threshold of an early exit, 1-based; confidences at or above it leave. */
    public float at(int exit) {
        return values[exit - 1];
    }

    /** A copy as an array, in the order of the exits. */
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Thresholds that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}

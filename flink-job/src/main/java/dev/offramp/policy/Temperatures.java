package dev.offramp.policy;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By what the logits of each exit are divided before confidence is read from them (temperature scaling, Guo et al., ICML
 * 2017): one for every exit, or none at all, which is 1 everywhere. Immutable.
 */
public final class Temperatures implements Serializable {

    /** Logits as they are. */
    public static final Temperatures NONE = new Temperatures(new float[0]);

    private static final long serialVersionUID = 1;

    private final float[] values;

    private Temperatures(float[] values) {
        this.values = values;
    }

    /** One for each exit, the last one too; each above 0 and finite, or else refused. */
    public static Temperatures of(float... values) {
        for (float value : values) {
            if (!(value > 0) || Float.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "a temperature must be above 0 and finite: " + Arrays.toString(values));
            }
        }
        return new Temperatures(values.clone());
    }

    /** The temperature of an exit, 1-based. */
    public float at(int exit) {
        return values.length == 0 ? 1 : values[exit - 1];
    }

    /** Exits that have one: all of the network's, or none. */
    public int count() {
        return values.length;
    }

    /** A copy as an array, in the order of the exits. */
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Temperatures that && Arrays.equals(values, that.values);
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

package dev.offramp.sample;

/** An answer that is a number, told as one int: the bits of the float32. */
public final class NumberAnswer {

    private NumberAnswer() {}

    /** The int that tells a number. */
    public static int of(float value) {
        return Float.floatToIntBits(value);
    }

    /** The number that an int tells; NaN of -1, which stands for no answer. */
    public static float value(int told) {
        return Float.intBitsToFloat(told);
    }
}

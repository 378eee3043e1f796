package dev.offramp.budget;

import java.util.function.DoubleUnaryOperator;

/**
 * The rate that keeps subtasks just busy, where the work of a sample hangs on the rate itself: the more come, the fuller are
 * the batches, and the cheaper is each sample. That the work of all of them rises with the rate is taken for granted.
 */
final class BusyRate {

    private static final double MILLIS = 1000;
    private static final int HALVINGS = 60;

    private BusyRate() {}

    /**
     * Samples a second.
     *
     * @param millisASample core time of a sample, above 0, at a rate in samples a second
     */
    static double of(int subtasks, DoubleUnaryOperator millisASample) {
        double low = 0;
        double high = 1;
        while (high * millisASample.applyAsDouble(high) < subtasks * MILLIS) {
            low = high;
            high *= 2;
        }
        for (int n = 0; n < HALVINGS; n++) {
            double middle = (low + high) / 2;
            boolean isIdle = middle * millisASample.applyAsDouble(middle) < subtasks * MILLIS;
            low = isIdle ? middle : low;
            high = isIdle ? high : middle;
        }
        return low;
    }
}

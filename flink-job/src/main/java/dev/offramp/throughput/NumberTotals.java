package dev.offramp.throughput;

import dev.offramp.sample.Task;
import java.util.OptionalDouble;

/**
 * How far numbers that were answered are from the true ones, over the samples of which these are known.
 *
 * @param samples       with a true number
 * @param absoluteError how far off their answers are, added up, in the unit of the answers
 */
public record NumberTotals(long samples, double absoluteError) {

    /** Of no sample, and of a bundle that answers with no number. */
    public static final NumberTotals NONE = new NumberTotals(0, 0);

    /** Of one sample; both as {@link dev.offramp.sample.NumberAnswer} tells them. */
    static NumberTotals of(int answered, int known) {
        return new NumberTotals(1, Task.REGRESSION.distance(answered, known));
    }

    NumberTotals plus(NumberTotals other) {
        return new NumberTotals(samples + other.samples, absoluteError + other.absoluteError);
    }

    /** In the unit of the answers; empty where no true number is known. */
    public OptionalDouble meanAbsoluteError() {
        return samples == 0 ? OptionalDouble.empty() : OptionalDouble.of(absoluteError / samples);
    }
}

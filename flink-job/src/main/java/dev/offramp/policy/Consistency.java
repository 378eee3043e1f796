package dev.offramp.policy;

/**
 * How the answer of an exit compares with those of the exits before it: what measures ask that look at more than one exit.
 *
 * @param agreeing exits in a row, this one last, that gave the same answer; at least 1
 * @param change   how far the answer is from that of the exit before, as {@link dev.offramp.sample.Task#distance} tells it; NaN where
 *                 there is none before
 */
public record Consistency(int agreeing, double change) {

    /** Of the first exit. */
    public static final Consistency FIRST = new Consistency(1, Double.NaN);
}

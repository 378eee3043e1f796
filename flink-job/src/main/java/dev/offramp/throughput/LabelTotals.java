package dev.offramp.throughput;

import java.util.OptionalDouble;

/**
 * How the labels that were named compare with those that are true, over the samples of which these are known.
 *
 * @param right  named, and true
 * @param wrong  named, and not true
 * @param missed true, and not named
 */
public record LabelTotals(long right, long wrong, long missed) {

    /** Of no sample, and of a bundle that names no labels. */
    public static final LabelTotals NONE = new LabelTotals(0, 0, 0);

    /** Of one sample; both as {@link dev.offramp.sample.LabelSet} has them. */
    static LabelTotals of(int named, int known) {
        return new LabelTotals(
                Integer.bitCount(named & known), Integer.bitCount(named & ~known), Integer.bitCount(known & ~named));
    }

    LabelTotals plus(LabelTotals other) {
        return new LabelTotals(right + other.right, wrong + other.wrong, missed + other.missed);
    }

    /** Micro F1, 0 to 1: the harmonic mean of precision and recall, all labels together; empty where nothing is named or true. */
    public OptionalDouble f1() {
        long all = 2 * right + wrong + missed;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * right / all);
    }
}

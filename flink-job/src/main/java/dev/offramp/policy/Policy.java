package dev.offramp.policy;

import java.util.OptionalLong;

/**
 * What every exit obeys for one sample.
 *
 * @param version            named in every result that this policy decided
 * @param measure            how confidence is read from logits
 * @param thresholds         one for each exit but the last
 * @param deadlineMillis     milliseconds from the frame's creation within which an answer is wanted
 * @param budgetMultiplyAdds mean multiply-adds a sample that a stream may spend
 */
public record Policy(
        long version,
        Measure measure,
        Thresholds thresholds,
        OptionalLong deadlineMillis,
        OptionalLong budgetMultiplyAdds) {

    /** A policy of thresholds alone. */
    public static Policy of(long version, Measure measure, Thresholds thresholds) {
        return new Policy(version, measure, thresholds, OptionalLong.empty(), OptionalLong.empty());
    }
}

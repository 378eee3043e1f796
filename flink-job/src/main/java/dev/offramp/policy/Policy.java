package dev.offramp.policy;

import java.io.Serializable;
import java.util.OptionalLong;

/**
 * What every exit obeys for one sample.
 *
 * @param version            named in every result that this policy decided
 * @param measure            how confidence is read from logits
 * @param thresholds         one for each exit but the last
 * @param deadlineMillis     milliseconds from the frame's creation within which an answer is wanted, or {@link #UNLIMITED}
 * @param budgetMultiplyAdds mean multiply-adds a sample that a stream may spend, or {@link #UNLIMITED}
 */
public record Policy(long version, Measure measure, Thresholds thresholds, long deadlineMillis, long budgetMultiplyAdds)
        implements Serializable {

    /** No deadline, no budget. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** A policy of thresholds alone. */
    public static Policy of(long version, Measure measure, Thresholds thresholds) {
        return new Policy(version, measure, thresholds, UNLIMITED, UNLIMITED);
    }

    /** The budget, where there is one. */
    public OptionalLong budget() {
        return budgetMultiplyAdds == UNLIMITED ? OptionalLong.empty() : OptionalLong.of(budgetMultiplyAdds);
    }
}

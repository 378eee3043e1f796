package dev.offramp.policy;

import java.io.Serializable;

/**
 * What every exit obeys for one sample.
 *
 * @param version     named in every result that this policy decided
 * @param criterion   when an answer is good enough
 * @param limits      what it may cost
 * @param shadowShare of the samples that leave early, 0 to 1, that run on to the last exit to see whether it agrees
 */
public record Policy(long version, Criterion criterion, Limits limits, double shadowShare) implements Serializable {

    /** A policy of thresholds alone. */
    public static Policy of(long version, ConfidenceMeasure measure, Thresholds thresholds) {
        return new Policy(version, Criterion.of(measure, thresholds), Limits.UNLIMITED, 0);
    }

    /** The thresholds of the criterion. */
    public Thresholds thresholds() {
        return criterion.thresholds();
    }
}

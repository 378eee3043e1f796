package dev.offramp.budget;

import java.io.Serializable;

/**
 * What steering holds.
 *
 * @param target above 0; multiply-adds a sample, multiply-adds a second, seconds, or a share of the samples
 */
public record Goal(Kind kind, double target) implements Serializable {

    /** The quantity that is held. */
    public enum Kind {
        /** Mean multiply-adds a sample. */
        MEAN_MULTIPLY_ADDS,
        /** Multiply-adds a second, whatever the load. */
        MULTIPLY_ADDS_PER_SECOND,
        /** The 95th percentile of latency, in seconds, with as much accuracy as the machines allow (brownout). */
        LATENCY,
        /** The share of the samples that the last exit would have answered otherwise, at as little cost as that allows. */
        DISAGREEMENT
    }
}

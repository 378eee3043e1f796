package dev.offramp.policy;

import dev.offramp.sample.BundleId;
import java.io.Serializable;

/**
 * What is wanted of the exits: a goal, which a job turns into thresholds with the curve of the bundle that it serves, and which
 * so outlives a model; or thresholds, which mean nothing to any bundle but the one that they name.
 */
public sealed interface Wish extends Serializable {

    /** Nothing is said: the next wider scope says it. */
    Wish OPEN = new Open();

    /** See {@link #OPEN}. */
    record Open() implements Wish {}

    /**
     * The cheapest setting that is nearly as accurate as the last exit alone.
     *
     * @param share of the samples by which accuracy may be lower, 0 to 1: 0.005 is half a percentage point
     */
    record AccuracyLoss(double share) implements Wish {

        public AccuracyLoss {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("an accepted loss of accuracy is 0 to 1, was " + share);
            }
        }
    }

    /** The most accurate setting that costs no more multiply-adds a sample in the mean. */
    record MeanMultiplyAdds(long multiplyAdds) implements Wish {

        public MeanMultiplyAdds {
            if (multiplyAdds < 1) {
                throw new IllegalArgumentException("a mean cost in multiply-adds is at least 1, was " + multiplyAdds);
            }
        }
    }

    /** The most accurate setting that costs no more milliseconds of computing a sample in the mean. */
    record MeanMilliseconds(double milliseconds) implements Wish {

        public MeanMilliseconds {
            if (!(milliseconds > 0 && Double.isFinite(milliseconds))) {
                throw new IllegalArgumentException("a mean cost in milliseconds is above 0, was " + milliseconds);
            }
        }
    }

    /** These thresholds, where this bundle is served, in whatever precision. */
    record ThresholdsOf(BundleId bundle, Criterion criterion) implements Wish {}
}

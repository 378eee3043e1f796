package dev.offramp.cli.policy;

import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Wish;
import dev.offramp.sample.BundleId;

/**
 * The bundle that a job serves, as its newest throughput window or {@code --bundle} says.
 *
 * @param earlyExits exits of its network but the last
 * @param source     where this is known from, for a person
 */
record BundleInForce(BundleId id, int earlyExits, String source) {

    /** Whether a wish is thresholds for another bundle, which this one does not obey. */
    boolean disobeys(Wish wish) {
        return wish instanceof Wish.ThresholdsOf thresholds && !ServedBundle.areSame(id, thresholds.bundle());
    }
}

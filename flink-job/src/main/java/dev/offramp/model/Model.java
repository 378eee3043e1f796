package dev.offramp.model;

import dev.offramp.budget.DepthPlan;
import dev.offramp.bundle.Bundle;
import dev.offramp.policy.ServedBundle;
import dev.offramp.sample.BundleId;
import java.io.Serializable;

/**
 * A bundle with all that the operators of a job go by.
 *
 * @param bundle    in the precision that is served
 * @param served    turns wishes into thresholds of it
 * @param depthPlan how many of a stream's samples a budget lets go deeper
 */
public record Model(Bundle bundle, ServedBundle served, DepthPlan depthPlan) implements Serializable {

    /** What samples that it decides name. */
    public BundleId id() {
        return bundle.id();
    }

    /** Exits, as many as stages. */
    public int exits() {
        return bundle.stages().size();
    }
}

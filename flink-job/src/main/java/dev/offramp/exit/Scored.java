package dev.offramp.exit;

import dev.offramp.policy.ClassProbabilities;
import dev.offramp.stage.InFlight;

/**
 * What an exit makes of a sample's logits.
 *
 * @param confidence NaN where a logit is not finite
 * @param classes    their probabilities, of which the answer wants the most probable
 */
record Scored(float confidence, ClassProbabilities classes) {

    /** @param exit whose criterion counts, 1-based */
    static Scored of(InFlight sample, int exit) {
        ClassProbabilities classes = new ClassProbabilities(sample.logits(), sample.task());
        return new Scored(
                sample.policy()
                        .criterion()
                        .confidence(exit, classes, sample.history().consistency()),
                classes);
    }
}

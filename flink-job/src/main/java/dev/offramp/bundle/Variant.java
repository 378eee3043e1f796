package dev.offramp.bundle;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A bundle's network in another precision.
 *
 * @param stages          as many as the bundle's own, with the same costs
 * @param accuracyChanges a share for each exit, held-out samples: this precision's accuracy less float32's; empty where it
 *                        was not measured
 */
public record Variant(Precision precision, List<StageSpec> stages, List<Double> accuracyChanges)
        implements Serializable {

    public Variant {
        stages = List.copyOf(stages);
        accuracyChanges = List.copyOf(accuracyChanges);
    }

    /** The share of held-out samples that the worst exit gets wrong in this precision only; empty where not measured. */
    public OptionalDouble worstLoss() {
        return accuracyChanges.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, -Collections.min(accuracyChanges)));
    }
}

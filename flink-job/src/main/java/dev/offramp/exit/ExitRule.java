package dev.offramp.exit;

import dev.offramp.policy.Policy;
import java.io.Serializable;

/**
 * Decides whether a sample may leave by one exit. Pure: the same confidence and policy give the same verdict, in the
 * stream and offline.
 *
 * @param exit  1-based
 * @param exits of the network; the last one always answers
 */
public record ExitRule(int exit, int exits) implements Serializable {

    /** Whether nobody gets past this exit. */
    public boolean isLast() {
        return exit == exits;
    }

    /**
     * A sample leaves where {@code confidence >= threshold}, inclusive (MSDNet's budgeted batch classification). A
     * confidence of NaN never leaves early.
     */
    public Verdict decide(float confidence, Policy policy) {
        if (isLast()) {
            return Verdict.FINAL;
        }
        return policy.criterion().accepts(exit, confidence) ? Verdict.CONFIDENT : Verdict.GO_DEEPER;
    }
}

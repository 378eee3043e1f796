package dev.offramp.exit;

/** An exit's answer for one sample. */
public enum Verdict {
    /** Leaves: its confidence met the threshold. */
    CONFIDENT,
    /** Leaves: the last exit takes everybody. */
    FINAL,
    /** Leaves: the next stage's answer would come too late. */
    DEADLINE,
    /** Leaves: its stream has no credit to go deeper. */
    BUDGET,
    /** Stays: the next stage gets it. */
    GO_DEEPER
}

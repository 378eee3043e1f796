package dev.offramp.exit;

/** An exit's answer for one sample. */
public enum Verdict {
    /** Leaves: its confidence met the threshold. */
    CONFIDENT,
    /** Leaves: the last exit takes everybody. */
    FINAL,
    /** Stays: the next stage gets it. */
    GO_DEEPER
}

package dev.offramp.refresh;

/** What a bundle does for the streams of a scope. */
public enum Role {
    /** Answers. */
    SERVING,
    /** Answers a share of the streams. */
    CANARY,
    /** Runs beside what answers, on a share of the samples, and answers nothing. */
    SHADOW;

    /** Whether it is on trial beside what serves the scope; there is one such at a time. */
    boolean isOnTrial() {
        return this != SERVING;
    }
}

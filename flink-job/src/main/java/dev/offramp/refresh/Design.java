package dev.offramp.refresh;

/** How a candidate is compared with what serves. */
public enum Design {
    /** Both answered the same samples, as a shadow does. */
    PAIRED,
    /** Each answered the samples of other streams, as a canary does. */
    TWO_SAMPLE
}

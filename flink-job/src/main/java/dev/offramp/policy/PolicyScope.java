package dev.offramp.policy;

/** Whom a policy is for; the most specific one wins. */
public enum PolicyScope {
    /** Every stream. */
    DEFAULT,
    /** The streams whose id starts with the target; the longest prefix wins. */
    GROUP,
    /** The one stream whose id is the target. */
    STREAM
}

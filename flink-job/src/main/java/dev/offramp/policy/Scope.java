package dev.offramp.policy;

/** Whom a policy is for; a more specific one goes before a wider one, field by field. */
public enum Scope {
    /** Every stream. */
    DEFAULT,
    /** The streams whose id starts with the target; a longer prefix goes before a shorter one. */
    GROUP,
    /** The one stream whose id is the target. */
    STREAM;

    /** The key of this scope with a target, which is empty, a stream-id prefix, or a stream id. */
    public String key(String target) {
        return this + "/" + target;
    }
}

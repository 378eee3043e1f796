package dev.offramp.policy;

import dev.offramp.rejects.Refusal;

/** Says of an update whether it asks for what cannot be. */
public interface PolicyCheck {

    /** Of somebody who does not know which bundle is served, and so cannot say. */
    PolicyCheck UNKNOWN_BUNDLE = update -> {};

    /** Refuses what cannot be met, with the least that can. */
    void check(ScopedPolicy update) throws Refusal;
}

package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;

/** Which policy updates are let in: those that fit the network and do not go back. Pure. */
public final class Admission {

    private final int earlyExits;

    /**
     * Admission to one network.
     *
     * @param earlyExits exits of the network but the last
     */
    public Admission(int earlyExits) {
        this.earlyExits = earlyExits;
    }

    /** The schedule of the update's scope after it, or a refusal that names what is wrong. */
    public PolicySchedule admit(PolicyUpdate update, PolicySchedule before) throws Refusal {
        int thresholds = update.policy().thresholds().count();
        if (thresholds != earlyExits) {
            throw refusal(update, "has " + thresholds + " thresholds, the bundle has " + earlyExits + " early exits");
        }
        int temperatures = update.policy().criterion().temperatures().count();
        if (temperatures != 0 && temperatures != earlyExits + 1) {
            throw refusal(
                    update, "has " + temperatures + " temperatures, the bundle has " + (earlyExits + 1) + " exits");
        }
        if (before.updates().contains(update)) {
            return before; // written twice by a job that went on from a checkpoint
        }
        long replaces = update.succession().replaces();
        if (replaces != Succession.ANY && replaces < before.version()) { // a newer one is compacted away, not unknown
            throw refusal(
                    update, "was made over version " + replaces + ", version " + before.version() + " is in force");
        }
        if (update.policy().version() <= before.version()) {
            throw refusal(update, "goes back: version " + before.version() + " is in force");
        }
        return before.with(update);
    }

    private static Refusal refusal(PolicyUpdate update, String problem) {
        return new Refusal(
                RejectReason.BAD_POLICY,
                "policy " + update.key() + " version " + update.policy().version() + " " + problem);
    }
}

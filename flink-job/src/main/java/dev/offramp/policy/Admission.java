package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;

/** Which policy updates are let in: those that ask for what can be met, and do not go back. Pure. */
public final class Admission {

    private final PolicyCheck bundle;

    /** Admission to a job that serves this bundle. */
    public Admission(PolicyCheck bundle) {
        this.bundle = bundle;
    }

    /** The schedule of the change's scope after it, or a refusal that names what is wrong. */
    public PolicySchedule enter(PolicyChange change, PolicySchedule before) throws Refusal {
        return change instanceof ScopedPolicy update ? admit(update, before) : before.without((Withdrawal) change);
    }

    /** The schedule of the update's scope after it, or a refusal that names what is wrong. */
    public PolicySchedule admit(ScopedPolicy update, PolicySchedule before) throws Refusal {
        try {
            bundle.check(update);
            checkSuccession(update, before);
        } catch (Refusal problem) {
            throw refusal("policy " + update.key() + " version " + update.version() + " " + problem.detail());
        }
        return before.updates().contains(update) ? before : before.with(update);
    }

    static Refusal refusal(String problem) {
        return new Refusal(RefusalReason.BAD_POLICY, problem);
    }

    private static void checkSuccession(ScopedPolicy update, PolicySchedule before) throws Refusal {
        if (before.updates().contains(update)) {
            return; // written twice by a job that went on from a checkpoint
        }
        long replaces = update.succession().replaces();
        if (replaces != Succession.ANY && replaces < before.version()) { // a newer one is compacted away, not unknown
            throw refusal("was made over version " + replaces + ", there is version " + before.version());
        }
        if (update.version() <= before.version()) {
            throw refusal("goes back: there is version " + before.version());
        }
    }
}

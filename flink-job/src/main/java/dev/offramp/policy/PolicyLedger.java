package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import java.util.HashMap;
import java.util.Map;

/** What the changes on the policies topic come to, one after the other, as the job judges them. Not thread-safe. */
public final class PolicyLedger {

    private final Admission admission;
    private final Map<String, PolicySchedule> byKey = new HashMap<>();
    private long newestVersion;

    /** An empty one, of a job that serves this bundle. */
    public PolicyLedger(PolicyCheck bundle) {
        this.admission = new Admission(bundle);
    }

    /** Goes on from what another came to. */
    public PolicyLedger(PolicyCheck bundle, KnownPolicies known) {
        this(bundle);
        byKey.putAll(known.byKey());
        newestVersion = known.newestVersion();
    }

    /** Enters the next change of the topic; one that the job would refuse changes nothing and says why. */
    public void enter(PolicyChange change) throws Refusal {
        put(change.key(), admission.enter(change, of(change.key())));
        if (change instanceof ScopedPolicy update) {
            newestVersion = Math.max(newestVersion, update.version());
        }
    }

    /** What holds under a {@link PolicyChange#key()}. */
    public PolicySchedule of(String key) {
        return byKey.getOrDefault(key, PolicySchedule.EMPTY);
    }

    /** What holds, by {@link PolicyChange#key()}. */
    public Map<String, PolicySchedule> byKey() {
        return Map.copyOf(byKey);
    }

    /** The newest version that any scope ever had, or 0. */
    public long newestVersion() {
        return newestVersion;
    }

    private void put(String key, PolicySchedule schedule) {
        if (schedule.equals(PolicySchedule.EMPTY)) {
            byKey.remove(key);
        } else {
            byKey.put(key, schedule);
        }
    }
}

package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import java.util.HashMap;
import java.util.Map;

/** What the updates of the policies topic come to, one after the other, as the job judges them. Not thread-safe. */
public final class PolicyLedger {

    private final Admission admission;
    private final Map<String, PolicySchedule> byKey = new HashMap<>();

    /**
     * An empty one.
     *
     * @param earlyExits exits of the network but the last
     */
    public PolicyLedger(int earlyExits) {
        this.admission = new Admission(earlyExits);
    }

    /** Enters the next update of the topic; one that the job would refuse changes nothing and says why. */
    public void enter(PolicyUpdate update) throws Refusal {
        byKey.put(update.key(), admission.admit(update, of(update.key())));
    }

    /** What holds under a {@link PolicyUpdate#key()}. */
    public PolicySchedule of(String key) {
        return byKey.getOrDefault(key, PolicySchedule.EMPTY);
    }

    /** What holds, by {@link PolicyUpdate#key()}. */
    public Map<String, PolicySchedule> byKey() {
        return Map.copyOf(byKey);
    }
}

package dev.offramp.exit;

import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.rejects.Refusal;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The policies that were on their topic before the job started: without them its first samples would meet the bundle's own
 * policy until the topic has been read.
 */
public record KnownPolicies(Map<String, PolicySchedule> byKey) implements Serializable {

    /** A topic without policies. */
    public static final KnownPolicies NONE = new KnownPolicies(Map.of());

    public KnownPolicies {
        byKey = Map.copyOf(byKey);
    }

    /**
     * Those of the updates that fit the network and do not go back; the job itself rejects the others, when it reads them.
     *
     * @param earlyExits exits of the network but the last
     */
    public static KnownPolicies of(List<PolicyUpdate> updates, int earlyExits) {
        Admission admission = new Admission(earlyExits);
        Map<String, PolicySchedule> byKey = new HashMap<>();
        for (PolicyUpdate update : updates) {
            try {
                PolicySchedule before = byKey.getOrDefault(update.key(), PolicySchedule.EMPTY);
                byKey.put(update.key(), admission.admit(update, before));
            } catch (Refusal refusedAgainByTheJob) {
                // a reject is made where the job reads the topic
            }
        }
        return new KnownPolicies(byKey);
    }

    PolicySchedule of(String key) {
        return byKey.getOrDefault(key, PolicySchedule.EMPTY);
    }
}

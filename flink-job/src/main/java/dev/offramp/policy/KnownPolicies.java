package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The policies that were on their topic before the job started: without them its first samples would meet the bundle's own
 * policy until the topic has been read.
 *
 * @param byKey     what is in force, by {@link PolicyUpdate#key()}
 * @param readUntil by partition, the offset behind the last record that was read
 * @param refused   of these records, the origins of those that were refused
 */
public record KnownPolicies(Map<String, PolicySchedule> byKey, Map<Integer, Long> readUntil, Set<String> refused)
        implements Serializable {

    /** A topic without policies. */
    public static final KnownPolicies NONE = new KnownPolicies(Map.of(), Map.of(), Set.of());

    public KnownPolicies {
        byKey = Map.copyOf(byKey);
        readUntil = Map.copyOf(readUntil);
        refused = Set.copyOf(refused);
    }

    /**
     * What the records of the topic come to, for a network.
     *
     * @param earlyExits exits of the network but the last
     */
    public static KnownPolicies of(List<PolicyRecord> records, int earlyExits) {
        PolicyLedger ledger = new PolicyLedger(earlyExits);
        Map<Integer, Long> readUntil = new HashMap<>();
        Set<String> refused = new HashSet<>();
        for (PolicyRecord record : records) {
            readUntil.put(record.origin().partition(), record.origin().offset() + 1);
            try {
                ledger.enter(record.update());
            } catch (Refusal refusal) {
                refused.add(record.origin().toString());
            }
        }
        return new KnownPolicies(ledger.byKey(), readUntil, refused);
    }

    /** What was in force under a {@link PolicyUpdate#key()}. */
    public PolicySchedule of(String key) {
        return byKey.getOrDefault(key, PolicySchedule.EMPTY);
    }

    /** Whether the record was read before the job started and found good: when it comes again, it says nothing new. */
    public boolean hold(Origin origin) {
        return haveRead(origin) && !refused.contains(origin.toString());
    }

    /** Whether the record was read before the job started. */
    public boolean haveRead(Origin origin) {
        return origin.offset() < readUntil.getOrDefault(origin.partition(), 0L);
    }
}

package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the policies topic from its beginning, and knows at any moment what it comes to. Not thread-safe. */
public final class PolicyTopicFold {

    private final PolicyLedger ledger;
    private final Map<Integer, Long> readUntil = new HashMap<>();
    private final Map<String, String> refused = new HashMap<>();

    /** For a job that serves this bundle. */
    public PolicyTopicFold(PolicyCheck bundle) {
        this.ledger = new PolicyLedger(bundle);
    }

    /** What these records come to. */
    public static KnownPolicies of(List<PolicyRecord> records, PolicyCheck bundle) {
        PolicyTopicFold fold = new PolicyTopicFold(bundle);
        records.forEach(fold::read);
        return fold.known();
    }

    /** Takes the next record in. */
    public void read(PolicyRecord record) {
        readUntil.put(record.origin().partition(), record.origin().offset() + 1);
        try {
            ledger.enter(record.change());
        } catch (Refusal refusal) {
            refused.put(record.origin().toString(), refusal.detail());
        }
    }

    /** What was read so far comes to. */
    public KnownPolicies known() {
        return new KnownPolicies(ledger.byKey(), ledger.newestVersion(), readUntil, refused);
    }
}

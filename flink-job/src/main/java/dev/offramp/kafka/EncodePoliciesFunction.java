package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.ScopedPolicy;
import org.apache.flink.api.common.functions.MapFunction;

/** Turns changes of policies into records of the policies topic: a withdrawal is one without a value. */
public final class EncodePoliciesFunction implements MapFunction<PolicyChange, OutgoingRecord> {

    private static final long serialVersionUID = 1;
    private static final byte[] NOTHING = {};

    @Override
    public OutgoingRecord map(PolicyChange change) {
        byte[] key = change.topicKey().getBytes(UTF_8);
        long now = System.currentTimeMillis();
        return change instanceof ScopedPolicy update
                ? new OutgoingRecord(key, PolicyWriter.write(update), now)
                : new OutgoingRecord(key, NOTHING, now, true);
    }
}

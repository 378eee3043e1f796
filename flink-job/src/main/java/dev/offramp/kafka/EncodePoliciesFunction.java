package dev.offramp.kafka;

import dev.offramp.policy.PolicyUpdate;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.MapFunction;

/** Turns policy updates into records of the policies topic. */
public final class EncodePoliciesFunction implements MapFunction<PolicyUpdate, OutgoingRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public OutgoingRecord map(PolicyUpdate update) {
        byte[] key = update.topicKey().getBytes(StandardCharsets.UTF_8);
        return new OutgoingRecord(key, PolicyWriter.write(update), System.currentTimeMillis());
    }
}

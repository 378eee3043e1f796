package dev.offramp.kafka;

import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.Reject;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Reads the policies topic; what is no policy update becomes a reject. A deletion (no value) is passed over. */
public final class ReadPoliciesFunction extends ProcessFunction<ConsumedRecord, PolicyRecord> {

    private static final long serialVersionUID = 1;

    private final int maxOriginalBytes;

    public ReadPoliciesFunction(int maxOriginalBytes) {
        this.maxOriginalBytes = maxOriginalBytes;
    }

    @Override
    public void processElement(ConsumedRecord record, Context context, Collector<PolicyRecord> updates) {
        if (record.value().length == 0) {
            return;
        }
        try {
            PolicyUpdate update = PolicyReader.read(record);
            updates.collect(new PolicyRecord(record.origin(), record.key(), record.value(), update));
        } catch (Refusal refusal) {
            context.output(
                    Reject.REJECTS,
                    Reject.of(record.origin(), record.key(), record.value(), refusal, maxOriginalBytes));
        }
    }
}

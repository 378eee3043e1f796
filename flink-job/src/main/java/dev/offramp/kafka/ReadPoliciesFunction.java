package dev.offramp.kafka;

import dev.offramp.policy.PolicyRecord;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Reads the policies topic; what changes no policy becomes a reject. */
public final class ReadPoliciesFunction extends ProcessFunction<ConsumedRecord, PolicyRecord> {

    private static final long serialVersionUID = 1;

    private final int maxOriginalBytes;

    public ReadPoliciesFunction(int maxOriginalBytes) {
        this.maxOriginalBytes = maxOriginalBytes;
    }

    @Override
    public void processElement(ConsumedRecord record, Context context, Collector<PolicyRecord> changes) {
        try {
            PolicyReader.read(record).ifPresent(changes::collect);
        } catch (Refusal refusal) {
            context.output(
                    RejectedRecord.REJECTS,
                    RejectedRecord.of(record.origin(), record.key(), record.value(), refusal, maxOriginalBytes));
        }
    }
}

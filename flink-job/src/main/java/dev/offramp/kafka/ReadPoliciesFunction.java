package dev.offramp.kafka;

import dev.offramp.policy.PolicyRecord;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Reads the policies topic; what changes no policy becomes a reject. */
public final class ReadPoliciesFunction extends ProcessFunction<ConsumedRecord, PolicyRecord> {

    private static final long serialVersionUID = 1;

    private final int maxOriginalBytes;
    private final KnownSchemas schemas;

    private transient @Nullable PolicyReader policies;

    /**
     * Reads what any release wrote.
     *
     * @param maxOriginalBytes of a refused record that its reject keeps
     * @param schemas          that a registry has
     */
    public ReadPoliciesFunction(int maxOriginalBytes, KnownSchemas schemas) {
        this.maxOriginalBytes = maxOriginalBytes;
        this.schemas = schemas;
    }

    @Override
    public void open(OpenContext context) {
        policies = new PolicyReader(schemas.open());
    }

    @Override
    public void processElement(ConsumedRecord record, Context context, Collector<PolicyRecord> changes) {
        PolicyReader open = Objects.requireNonNull(policies, "open comes before the first record");
        try {
            open.read(record).ifPresent(changes::collect);
        } catch (Refusal refusal) {
            context.output(
                    RejectedRecord.REJECTS,
                    RejectedRecord.of(record.origin(), record.key(), record.value(), refusal, maxOriginalBytes));
        }
    }
}

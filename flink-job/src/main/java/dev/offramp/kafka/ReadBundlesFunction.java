package dev.offramp.kafka;

import dev.offramp.refresh.PlacedRecord;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Reads the bundles topic; what says nothing becomes a reject. */
public final class ReadBundlesFunction extends ProcessFunction<ConsumedRecord, PlacedRecord> {

    private static final long serialVersionUID = 1;

    private final int maxOriginalBytes;
    private final KnownSchemas schemas;

    private transient @Nullable BundleRecordReader bundles;

    /**
     * Reads what any release wrote.
     *
     * @param maxOriginalBytes of a refused record that its reject keeps
     * @param schemas          that a registry has
     */
    public ReadBundlesFunction(int maxOriginalBytes, KnownSchemas schemas) {
        this.maxOriginalBytes = maxOriginalBytes;
        this.schemas = schemas;
    }

    @Override
    public void open(OpenContext context) {
        bundles = new BundleRecordReader(schemas.open());
    }

    @Override
    public void processElement(ConsumedRecord record, Context context, Collector<PlacedRecord> said) {
        BundleRecordReader open = Objects.requireNonNull(bundles, "open comes before the first record");
        try {
            open.read(record)
                    .map(found -> new PlacedRecord(record.origin(), found))
                    .ifPresent(said::collect);
        } catch (Refusal refusal) {
            context.output(
                    RejectedRecord.REJECTS,
                    RejectedRecord.of(record.origin(), record.key(), record.value(), refusal, maxOriginalBytes));
        }
    }
}

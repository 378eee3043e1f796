package dev.offramp.kafka;

import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;

/** Turns rejects into records, and counts them by their reason: {@code refused}, with the label {@code reason}. */
public final class EncodeRejectsFunction extends RichMapFunction<RejectedRecord, OutgoingRecord> {

    private static final long serialVersionUID = 1;

    private transient @Nullable Map<RefusalReason, Counter> refused;

    @Override
    public void open(OpenContext context) {
        refused = new EnumMap<>(RefusalReason.class);
    }

    private void count(RefusalReason reason) {
        if (refused != null) {
            refused.computeIfAbsent(reason, this::counter).inc();
        }
    }

    private Counter counter(RefusalReason reason) {
        return getRuntimeContext()
                .getMetricGroup()
                .addGroup("reason", reason.name())
                .counter("refused");
    }

    @Override
    public OutgoingRecord map(RejectedRecord reject) {
        count(reject.reason());
        Reject record = Reject.newBuilder()
                .setTopic(reject.origin().topic())
                .setPartition(reject.origin().partition())
                .setOffset(reject.origin().offset())
                .setTimestamp(Instant.ofEpochMilli(reject.origin().timestampMillis()))
                .setKey(reject.key().length == 0 ? null : ByteBuffer.wrap(reject.key()))
                .setReason(RejectReason.valueOf(reject.reason().name()))
                .setDetail(reject.detail())
                .setOriginal(ByteBuffer.wrap(reject.original()))
                .setOriginalSize(reject.originalSize())
                .setIndex(reject.origin().index())
                .setSamples(reject.places().size())
                .build();
        byte[] value = SingleObject.encode(Reject.getEncoder(), record);
        return new OutgoingRecord(reject.key(), value, System.currentTimeMillis(), reject.origin());
    }
}

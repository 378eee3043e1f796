package dev.offramp.kafka;

import dev.offramp.rejects.RejectedRecord;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.flink.api.common.functions.MapFunction;

/** Turns rejects into records. */
public final class EncodeRejectsFunction implements MapFunction<RejectedRecord, OutgoingRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public OutgoingRecord map(RejectedRecord reject) {
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
        return new OutgoingRecord(reject.key(), value, System.currentTimeMillis()).following(reject.origin());
    }
}

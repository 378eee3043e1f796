package dev.offramp.kafka;

import dev.offramp.sample.Origin;
import dev.offramp.wire.WireTypeInfo;

/**
 * A record ready to be written, its size known.
 *
 * @param topic       that it is for; empty where it is for that of the sink it comes to
 * @param isTombstone whether it is written without a value: on a compacted topic it withdraws what its key had
 * @param traceParent the trace that it belongs to, or {@link Origin#NO_TRACE}
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record OutgoingRecord(
        String topic, byte[] key, byte[] value, long timestampMillis, boolean isTombstone, String traceParent) {

    public static final WireTypeInfo<OutgoingRecord> TYPE =
            new WireTypeInfo<>(OutgoingRecord.class, new OutgoingRecordFormat());

    private static final String OF_THE_SINK = "";

    /** A record that belongs to no trace. */
    public OutgoingRecord(String topic, byte[] key, byte[] value, long timestampMillis, boolean isTombstone) {
        this(topic, key, value, timestampMillis, isTombstone, Origin.NO_TRACE);
    }

    /** A record for the sink's own topic. */
    public OutgoingRecord(byte[] key, byte[] value, long timestampMillis, boolean isTombstone) {
        this(OF_THE_SINK, key, value, timestampMillis, isTombstone);
    }

    /** A record with a value, for the sink's own topic. */
    public OutgoingRecord(byte[] key, byte[] value, long timestampMillis) {
        this(key, value, timestampMillis, false);
    }

    /** A record with a value, for the sink's own topic, that belongs to the trace of what led to it. */
    OutgoingRecord(byte[] key, byte[] value, long timestampMillis, Origin cause) {
        this(OF_THE_SINK, key, value, timestampMillis, false, cause.traceParent());
    }

    /** Whether it is for another topic than the sink's. */
    boolean hasTopic() {
        return !topic.equals(OF_THE_SINK);
    }
}

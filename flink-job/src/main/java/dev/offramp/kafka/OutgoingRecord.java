package dev.offramp.kafka;

import dev.offramp.wire.WireTypeInfo;

/**
 * A record ready to be written, its size known.
 *
 * @param isTombstone whether it is written without a value: on a compacted topic it withdraws what its key had
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record OutgoingRecord(byte[] key, byte[] value, long timestampMillis, boolean isTombstone) {

    public static final WireTypeInfo<OutgoingRecord> TYPE =
            new WireTypeInfo<>(OutgoingRecord.class, new OutgoingRecordFormat());

    /** A record with a value. */
    public OutgoingRecord(byte[] key, byte[] value, long timestampMillis) {
        this(key, value, timestampMillis, false);
    }
}

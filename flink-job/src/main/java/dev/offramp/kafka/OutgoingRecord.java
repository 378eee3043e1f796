package dev.offramp.kafka;

import dev.offramp.wire.WireTypeInfo;

/** A record ready to be written, its size known. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record OutgoingRecord(byte[] key, byte[] value, long timestampMillis) {

    public static final WireTypeInfo<OutgoingRecord> TYPE =
            new WireTypeInfo<>(OutgoingRecord.class, new OutgoingRecordFormat());
}

package dev.offramp.kafka;

import dev.offramp.sample.Origin;
import dev.offramp.wire.WireTypeInfo;

/**
 * A record as it was read, whatever is in it.
 *
 * @param key   empty where the record had none
 * @param value empty where the record had none
 * @param isTombstone whether it had none: on a compacted topic it withdraws what its key had
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record ConsumedRecord(Origin origin, byte[] key, byte[] value, boolean isTombstone) {

    public static final WireTypeInfo<ConsumedRecord> TYPE =
            new WireTypeInfo<>(ConsumedRecord.class, new ConsumedRecordFormat());

    /** A record with a value. */
    public ConsumedRecord(Origin origin, byte[] key, byte[] value) {
        this(origin, key, value, false);
    }
}

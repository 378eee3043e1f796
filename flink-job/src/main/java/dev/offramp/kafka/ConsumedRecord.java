package dev.offramp.kafka;

import dev.offramp.sample.Origin;
import dev.offramp.wire.WireTypeInfo;

/**
 * A record as it was read, whatever is in it.
 *
 * @param key   empty where the record had none
 * @param value empty where the record had none
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record ConsumedRecord(Origin origin, byte[] key, byte[] value) {

    public static final WireTypeInfo<ConsumedRecord> TYPE =
            new WireTypeInfo<>(ConsumedRecord.class, new ConsumedRecordFormat());
}

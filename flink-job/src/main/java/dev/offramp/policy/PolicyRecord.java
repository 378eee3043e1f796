package dev.offramp.policy;

import dev.offramp.sample.Origin;
import dev.offramp.wire.WireTypeInfo;

/** A readable change of a policy with the record that brought it, in case it has to be refused. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record PolicyRecord(Origin origin, byte[] key, byte[] value, PolicyChange change) {

    public static final WireTypeInfo<PolicyRecord> TYPE =
            new WireTypeInfo<>(PolicyRecord.class, new PolicyRecordFormat());
}

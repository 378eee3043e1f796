package dev.offramp.refresh;

import dev.offramp.sample.Origin;
import dev.offramp.wire.WireTypeInfo;

/** A record of the bundles topic, and where it lies there, in case it has to be refused. */
public record PlacedRecord(Origin origin, BundleRecord record) {

    public static final WireTypeInfo<PlacedRecord> TYPE =
            new WireTypeInfo<>(PlacedRecord.class, new PlacedRecordFormat());
}

package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;

/** What one bundle's answers of a stream, or of a group of streams, cost together. */
public record StreamOfBundle(BundleId bundle, StreamTotals totals) {

    public static final WireTypeInfo<StreamOfBundle> TYPE =
            new WireTypeInfo<>(StreamOfBundle.class, new StreamOfBundleFormat());

    /** The same for all that adds up. */
    public String key() {
        return bundle.name() + '\n' + bundle.version() + '\n' + totals.stream();
    }

    /** Both together, of the same stream and bundle. */
    StreamOfBundle plus(StreamOfBundle other) {
        return new StreamOfBundle(bundle, totals.plus(other.totals));
    }
}

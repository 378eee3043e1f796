package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link StreamOfBundle}; the first one knew no bundles. */
public final class StreamOfBundleFormat implements WireFormat<StreamOfBundle> {

    private static final long serialVersionUID = 1;
    private static final int WITHOUT_BUNDLE = 1;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();
    private static final StreamTotalsFormat TOTALS = new StreamTotalsFormat();

    @Override
    public String id() {
        return "offramp/stream-totals";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(StreamOfBundle stream, DataOutputView out) throws IOException {
        BUNDLE.writeNested(stream.bundle(), out);
        TOTALS.writeNested(stream.totals(), out);
    }

    @Override
    public StreamOfBundle read(int version, DataInputView in) throws IOException {
        return version == WITHOUT_BUNDLE
                ? new StreamOfBundle(BundleId.UNNAMED, TOTALS.read(1, in))
                : new StreamOfBundle(BUNDLE.readNested(in), TOTALS.readNested(in));
    }
}

package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link BundleId}. */
public final class BundleIdFormat implements WireFormat<BundleId> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/bundle-id";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(BundleId bundle, DataOutputView out) throws IOException {
        Bytes.writeText(bundle.name(), out);
        Bytes.writeText(bundle.version(), out);
    }

    @Override
    public BundleId read(int version, DataInputView in) throws IOException {
        return new BundleId(Bytes.readText(in), Bytes.readText(in));
    }
}

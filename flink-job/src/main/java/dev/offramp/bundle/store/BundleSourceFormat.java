package dev.offramp.bundle.store;

import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link BundleSource}. */
public final class BundleSourceFormat implements WireFormat<BundleSource> {

    private static final long serialVersionUID = 1;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();

    @Override
    public String id() {
        return "offramp/bundle-source";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(BundleSource source, DataOutputView out) throws IOException {
        BUNDLE.writeNested(source.id(), out);
        Bytes.writeText(source.sha256(), out);
        Bytes.writeText(source.uri().toString(), out);
    }

    @Override
    public BundleSource read(int version, DataInputView in) throws IOException {
        return new BundleSource(BUNDLE.readNested(in), Bytes.readText(in), URI.create(Bytes.readText(in)));
    }
}

package dev.offramp.throughput;

import dev.offramp.refresh.ComparedWindowFormat;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link SamplePair}. */
public final class SamplePairFormat implements WireFormat<SamplePair> {

    private static final long serialVersionUID = 1;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();

    @Override
    public String id() {
        return "offramp/sample-pair";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(SamplePair pair, DataOutputView out) throws IOException {
        BUNDLE.writeNested(pair.shadow(), out);
        BUNDLE.writeNested(pair.answered(), out);
        Bytes.writeText(pair.stream(), out);
        ComparedWindowFormat.writeGroup(pair.seen(), out);
    }

    @Override
    public SamplePair read(int version, DataInputView in) throws IOException {
        return new SamplePair(
                BUNDLE.readNested(in), BUNDLE.readNested(in), Bytes.readText(in), ComparedWindowFormat.readGroup(in));
    }
}

package dev.offramp.sample;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link DecodedSample}. */
public final class DecodedSampleFormat implements WireFormat<DecodedSample> {

    private static final long serialVersionUID = 1;
    private static final SampleFormat SAMPLE = new SampleFormat();
    private static final TensorFormat PIXELS = new TensorFormat();

    @Override
    public String id() {
        return "offramp/decoded-sample";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(DecodedSample decoded, DataOutputView out) throws IOException {
        SAMPLE.writeNested(decoded.sample(), out);
        PIXELS.writeNested(decoded.pixels(), out);
    }

    @Override
    public DecodedSample read(int version, DataInputView in) throws IOException {
        return new DecodedSample(SAMPLE.readNested(in), PIXELS.readNested(in));
    }
}

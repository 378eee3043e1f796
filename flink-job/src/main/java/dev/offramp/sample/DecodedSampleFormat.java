package dev.offramp.sample;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link DecodedSample}. */
public final class DecodedSampleFormat implements WireFormat<DecodedSample> {

    private static final long serialVersionUID = 1;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(DecodedSample decoded, DataOutputView out) throws IOException {
        decoded.sample().write(out);
        TensorLayout.write(decoded.pixels(), out);
    }

    @Override
    public DecodedSample read(int version, DataInputView in) throws IOException {
        return new DecodedSample(Sample.read(in), TensorLayout.read(in));
    }
}

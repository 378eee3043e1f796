package dev.offramp.stage;

import dev.offramp.sample.BundleIdFormat;
import dev.offramp.sample.SampleFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link PairSide}. */
public final class PairSideFormat implements WireFormat<PairSide> {

    private static final long serialVersionUID = 1;
    private static final SampleFormat SAMPLE = new SampleFormat();
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();

    @Override
    public String id() {
        return "offramp/pair-side";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PairSide side, DataOutputView out) throws IOException {
        SAMPLE.writeNested(side.sample(), out);
        BUNDLE.writeNested(side.bundle(), out);
        out.writeBoolean(side.isCopy());
        out.writeInt(side.predicted());
        out.writeLong(side.multiplyAdds());
        out.writeLong(side.millis());
    }

    @Override
    public PairSide read(int version, DataInputView in) throws IOException {
        return new PairSide(
                SAMPLE.readNested(in),
                BUNDLE.readNested(in),
                in.readBoolean(),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }
}

package dev.offramp.stage;

import dev.offramp.policy.PolicyFormat;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.ClipFramesFormat;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.SampleFormat;
import dev.offramp.sample.TensorFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The layout of an {@link InFlight}, whose activation becomes bytes here, and only here; the first one knew no frames
 * to come, the second no bundles, the third no pairs.
 */
public final class InFlightFormat implements WireFormat<InFlight> {

    private static final long serialVersionUID = 1;
    private static final SampleFormat SAMPLE = new SampleFormat();
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();
    private static final SampleJourneyFormat JOURNEY = new SampleJourneyFormat();
    private static final ExitHistoryFormat HISTORY = new ExitHistoryFormat();
    private static final TensorFormat TENSORS = new TensorFormat();
    private static final PolicyFormat POLICY = new PolicyFormat();
    private static final ClipFramesFormat FRAMES = new ClipFramesFormat();

    @Override
    public String id() {
        return "offramp/in-flight";
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public void write(InFlight inFlight, DataOutputView out) throws IOException {
        SAMPLE.writeNested(inFlight.sample(), out);
        BUNDLE.writeNested(inFlight.bundle(), out);
        POLICY.writeNested(inFlight.policy(), out);
        JOURNEY.writeNested(inFlight.journey(), out);
        HISTORY.writeNested(inFlight.history(), out);
        TENSORS.writeAll(inFlight.activation().tensors(), out);
        Bytes.writeFloats(inFlight.logits(), out);
        FRAMES.writeNested(inFlight.frames(), out);
        out.writeByte(inFlight.pairing().wireCode());
    }

    @Override
    public InFlight read(int version, DataInputView in) throws IOException {
        return new InFlight(
                SAMPLE.readNested(in),
                version < 3 ? BundleId.UNNAMED : BUNDLE.readNested(in),
                POLICY.readNested(in),
                JOURNEY.readNested(in),
                HISTORY.readNested(in),
                new HeapActivation(TENSORS.readAll(in)),
                Bytes.readFloats(in),
                version == 1 ? ClipFrames.NONE : FRAMES.readNested(in),
                version < 4 ? Pairing.ALONE : Pairing.ofWireCode(in.readUnsignedByte()));
    }
}

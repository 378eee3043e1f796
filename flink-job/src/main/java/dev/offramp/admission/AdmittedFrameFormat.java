package dev.offramp.admission;

import dev.offramp.policy.PolicyFormat;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.sample.EncodedFrameFormat;
import dev.offramp.sample.Pairing;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link AdmittedFrame}; the first one knew no bundles, the second no pairs. */
public final class AdmittedFrameFormat implements WireFormat<AdmittedFrame> {

    private static final long serialVersionUID = 1;
    private static final EncodedFrameFormat FRAME = new EncodedFrameFormat();
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();
    private static final PolicyFormat POLICY = new PolicyFormat();

    @Override
    public String id() {
        return "offramp/admitted-frame";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public void write(AdmittedFrame admitted, DataOutputView out) throws IOException {
        FRAME.writeNested(admitted.frame(), out);
        BUNDLE.writeNested(admitted.bundle(), out);
        POLICY.writeNested(admitted.policy(), out);
        out.writeByte(admitted.pairing().wireCode());
    }

    @Override
    public AdmittedFrame read(int version, DataInputView in) throws IOException {
        return new AdmittedFrame(
                FRAME.readNested(in),
                version == 1 ? BundleId.UNNAMED : BUNDLE.readNested(in),
                POLICY.readNested(in),
                version < 3 ? Pairing.ALONE : Pairing.ofWireCode(in.readUnsignedByte()));
    }
}

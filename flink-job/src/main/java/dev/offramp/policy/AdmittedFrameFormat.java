package dev.offramp.policy;

import dev.offramp.sample.EncodedFrameFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link AdmittedFrame}. */
public final class AdmittedFrameFormat implements WireFormat<AdmittedFrame> {

    private static final long serialVersionUID = 1;
    private static final EncodedFrameFormat FRAME = new EncodedFrameFormat();
    private static final PolicyFormat POLICY = new PolicyFormat();

    @Override
    public String id() {
        return "offramp/admitted-frame";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(AdmittedFrame admitted, DataOutputView out) throws IOException {
        FRAME.writeNested(admitted.frame(), out);
        POLICY.writeNested(admitted.policy(), out);
    }

    @Override
    public AdmittedFrame read(int version, DataInputView in) throws IOException {
        return new AdmittedFrame(FRAME.readNested(in), POLICY.readNested(in));
    }
}

package dev.offramp.stage;

import dev.offramp.policy.PolicyFormat;
import dev.offramp.sample.Sample;
import dev.offramp.sample.TensorLayout;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link InFlight}; its activation becomes bytes here, and only here. */
public final class InFlightFormat implements WireFormat<InFlight> {

    private static final long serialVersionUID = 1;
    private static final PolicyFormat POLICY = new PolicyFormat();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(InFlight inFlight, DataOutputView out) throws IOException {
        inFlight.sample().write(out);
        POLICY.write(inFlight.policy(), out);
        inFlight.journey().write(out);
        inFlight.history().write(out);
        TensorLayout.writeAll(inFlight.activation().tensors(), out);
        Bytes.writeFloats(inFlight.logits(), out);
    }

    @Override
    public InFlight read(int version, DataInputView in) throws IOException {
        return new InFlight(
                Sample.read(in),
                POLICY.read(1, in),
                Journey.read(in),
                ExitHistory.read(in),
                new HeapActivation(TensorLayout.readAll(in)),
                Bytes.readFloats(in));
    }
}

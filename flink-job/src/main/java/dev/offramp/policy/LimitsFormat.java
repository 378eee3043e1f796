package dev.offramp.policy;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of {@link Limits}. */
public final class LimitsFormat implements WireFormat<Limits> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/limits";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Limits limits, DataOutputView out) throws IOException {
        out.writeLong(limits.deadlineMillis());
        out.writeLong(limits.budgetMultiplyAdds());
        out.writeDouble(limits.framesPerSecond());
    }

    @Override
    public Limits read(int version, DataInputView in) throws IOException {
        return new Limits(in.readLong(), in.readLong(), in.readDouble());
    }
}

package dev.offramp.policy;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Policy}. */
public final class PolicyFormat implements WireFormat<Policy> {

    private static final long serialVersionUID = 1;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Policy policy, DataOutputView out) throws IOException {
        out.writeLong(policy.version());
        out.writeUTF(policy.measure().name());
        Bytes.writeFloats(policy.thresholds().toArray(), out);
        out.writeLong(policy.deadlineMillis());
        out.writeLong(policy.budgetMultiplyAdds());
    }

    @Override
    public Policy read(int version, DataInputView in) throws IOException {
        return new Policy(
                in.readLong(),
                Measure.valueOf(in.readUTF()),
                Thresholds.of(Bytes.readFloats(in)),
                in.readLong(),
                in.readLong());
    }
}

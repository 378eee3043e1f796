package dev.offramp.policy;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Policy}. */
public final class PolicyFormat implements WireFormat<Policy> {

    private static final long serialVersionUID = 1;
    private static final CriterionFormat CRITERION = new CriterionFormat();
    private static final LimitsFormat LIMITS = new LimitsFormat();

    @Override
    public String id() {
        return "offramp/policy";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Policy policy, DataOutputView out) throws IOException {
        out.writeLong(policy.version());
        CRITERION.writeNested(policy.criterion(), out);
        LIMITS.writeNested(policy.limits(), out);
        out.writeDouble(policy.shadowShare());
    }

    @Override
    public Policy read(int version, DataInputView in) throws IOException {
        return new Policy(in.readLong(), CRITERION.readNested(in), LIMITS.readNested(in), in.readDouble());
    }
}

package dev.offramp.policy;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link PolicyChange}. */
public final class PolicyChangeFormat implements WireFormat<PolicyChange> {

    private static final long serialVersionUID = 1;
    private static final ScopedPolicyFormat UPDATE = new ScopedPolicyFormat();

    @Override
    public String id() {
        return "offramp/policy-change";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PolicyChange change, DataOutputView out) throws IOException {
        out.writeBoolean(change instanceof ScopedPolicy);
        if (change instanceof ScopedPolicy update) {
            UPDATE.writeNested(update, out);
            return;
        }
        out.writeUTF(change.scope().name());
        Bytes.writeText(change.target(), out);
        out.writeLong(change.validFromMillis());
    }

    @Override
    public PolicyChange read(int version, DataInputView in) throws IOException {
        return in.readBoolean()
                ? UPDATE.readNested(in)
                : new Withdrawal(Scope.valueOf(in.readUTF()), Bytes.readText(in), in.readLong());
    }
}

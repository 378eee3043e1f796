package dev.offramp.refresh;

import dev.offramp.policy.Scope;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link Assignment}. */
public final class AssignmentFormat implements WireFormat<Assignment> {

    private static final long serialVersionUID = 1;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();

    @Override
    public String id() {
        return "offramp/assignment";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Assignment assignment, DataOutputView out) throws IOException {
        Bytes.writeText(assignment.scope().name(), out);
        Bytes.writeText(assignment.target(), out);
        out.writeBoolean(assignment.onTrial());
        BUNDLE.writeOptional(assignment.bundle(), out);
        Bytes.writeText(assignment.role().name(), out);
        out.writeDouble(assignment.share());
        out.writeLong(assignment.validFromMillis());
        out.writeLong(assignment.version());
        out.writeLong(assignment.trial());
    }

    @Override
    public Assignment read(int version, DataInputView in) throws IOException {
        return new Assignment(
                Scope.valueOf(Bytes.readText(in)),
                Bytes.readText(in),
                in.readBoolean(),
                BUNDLE.readOptional(in),
                Role.valueOf(Bytes.readText(in)),
                in.readDouble(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }
}

package dev.offramp.policy;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link ScopedPolicy}. */
public final class ScopedPolicyFormat implements WireFormat<ScopedPolicy> {

    private static final long serialVersionUID = 1;
    private static final PolicyTermsFormat TERMS = new PolicyTermsFormat();

    @Override
    public String id() {
        return "offramp/policy-update";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(ScopedPolicy update, DataOutputView out) throws IOException {
        out.writeUTF(update.scope().name());
        Bytes.writeText(update.target(), out);
        out.writeLong(update.validFromMillis());
        out.writeLong(update.version());
        TERMS.writeNested(update.terms(), out);
        Bytes.writeText(update.succession().author(), out);
        out.writeBoolean(update.succession().steered());
        out.writeLong(update.succession().replaces());
        Bytes.writeText(update.succession().reason(), out); // since 2
    }

    @Override
    public ScopedPolicy read(int version, DataInputView in) throws IOException {
        return new ScopedPolicy(
                Scope.valueOf(in.readUTF()),
                Bytes.readText(in),
                in.readLong(),
                in.readLong(),
                TERMS.readNested(in),
                succession(version, in));
    }

    private static Succession succession(int version, DataInputView in) throws IOException {
        String author = Bytes.readText(in);
        boolean steered = in.readBoolean();
        long replaces = in.readLong();
        return new Succession(author, version >= 2 ? Bytes.readText(in) : "", steered, replaces);
    }
}

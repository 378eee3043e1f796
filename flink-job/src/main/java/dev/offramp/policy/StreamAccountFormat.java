package dev.offramp.policy;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link StreamAccount}. */
public final class StreamAccountFormat implements WireFormat<StreamAccount> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/stream-account";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(StreamAccount credit, DataOutputView out) throws IOException {
        Bytes.writeText(credit.stream(), out);
        out.writeDouble(credit.balance());
        out.writeLong(credit.usedMillis());
    }

    @Override
    public StreamAccount read(int version, DataInputView in) throws IOException {
        return new StreamAccount(Bytes.readText(in), in.readDouble(), in.readLong());
    }
}

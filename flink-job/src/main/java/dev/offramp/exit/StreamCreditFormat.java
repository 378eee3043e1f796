package dev.offramp.exit;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link StreamCredit}. */
public final class StreamCreditFormat implements WireFormat<StreamCredit> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/stream-credit";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(StreamCredit credit, DataOutputView out) throws IOException {
        Bytes.writeText(credit.stream(), out);
        out.writeDouble(credit.balance());
        out.writeLong(credit.usedMillis());
    }

    @Override
    public StreamCredit read(int version, DataInputView in) throws IOException {
        return new StreamCredit(Bytes.readText(in), in.readDouble(), in.readLong());
    }
}

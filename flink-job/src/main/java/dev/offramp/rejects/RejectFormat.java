package dev.offramp.rejects;

import dev.offramp.sample.OriginFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Reject}. */
public final class RejectFormat implements WireFormat<Reject> {

    private static final long serialVersionUID = 1;
    private static final OriginFormat ORIGIN = new OriginFormat();

    @Override
    public String id() {
        return "offramp/reject";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Reject reject, DataOutputView out) throws IOException {
        ORIGIN.writeNested(reject.origin(), out);
        Bytes.write(reject.key(), out);
        out.writeUTF(reject.reason().name());
        Bytes.writeText(reject.detail(), out);
        Bytes.write(reject.original(), out);
        out.writeLong(reject.originalSize());
    }

    @Override
    public Reject read(int version, DataInputView in) throws IOException {
        return new Reject(
                ORIGIN.readNested(in),
                Bytes.read(in),
                RejectReason.valueOf(in.readUTF()),
                Bytes.readText(in),
                Bytes.read(in),
                in.readLong());
    }
}

package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link Origin}; the first one knew one sample a record. */
public final class OriginFormat implements WireFormat<Origin> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/origin";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Origin origin, DataOutputView out) throws IOException {
        Bytes.writeText(origin.topic(), out);
        out.writeInt(origin.partition());
        out.writeLong(origin.offset());
        out.writeLong(origin.timestampMillis());
        out.writeInt(origin.index());
    }

    @Override
    public Origin read(int version, DataInputView in) throws IOException {
        return new Origin(
                Bytes.readText(in), in.readInt(), in.readLong(), in.readLong(), version == 1 ? 0 : in.readInt());
    }
}

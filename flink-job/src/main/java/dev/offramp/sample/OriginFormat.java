package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link Origin}; the first one knew one sample a record, the second no trace. */
public final class OriginFormat implements WireFormat<Origin> {

    private static final long serialVersionUID = 1;
    private static final int WITH_INDEX = 2;
    private static final int WITH_TRACE = 3;

    @Override
    public String id() {
        return "offramp/origin";
    }

    @Override
    public int version() {
        return WITH_TRACE;
    }

    @Override
    public void write(Origin origin, DataOutputView out) throws IOException {
        Bytes.writeText(origin.topic(), out);
        out.writeInt(origin.partition());
        out.writeLong(origin.offset());
        out.writeLong(origin.timestampMillis());
        out.writeInt(origin.index());
        Bytes.writeText(origin.traceParent(), out);
    }

    @Override
    public Origin read(int version, DataInputView in) throws IOException {
        return new Origin(
                Bytes.readText(in),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                version < WITH_INDEX ? 0 : in.readInt(),
                version < WITH_TRACE ? Origin.NO_TRACE : Bytes.readText(in));
    }
}

package dev.offramp.kafka;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link OutgoingRecord}. */
public final class OutgoingRecordFormat implements WireFormat<OutgoingRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/outgoing-record";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(OutgoingRecord record, DataOutputView out) throws IOException {
        Bytes.write(record.key(), out);
        Bytes.write(record.value(), out);
        out.writeLong(record.timestampMillis());
        out.writeBoolean(record.isTombstone());
    }

    @Override
    public OutgoingRecord read(int version, DataInputView in) throws IOException {
        return new OutgoingRecord(Bytes.read(in), Bytes.read(in), in.readLong(), in.readBoolean());
    }
}

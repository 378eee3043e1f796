package dev.offramp.kafka;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link OutgoingRecord}; the first one named no topic. */
public final class OutgoingRecordFormat implements WireFormat<OutgoingRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/outgoing-record";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(OutgoingRecord record, DataOutputView out) throws IOException {
        Bytes.write(record.key(), out);
        Bytes.write(record.value(), out);
        out.writeLong(record.timestampMillis());
        out.writeBoolean(record.isTombstone());
        Bytes.writeText(record.topic(), out);
    }

    @Override
    public OutgoingRecord read(int version, DataInputView in) throws IOException {
        byte[] key = Bytes.read(in);
        byte[] value = Bytes.read(in);
        long timestampMillis = in.readLong();
        boolean isTombstone = in.readBoolean();
        return version == 1
                ? new OutgoingRecord(key, value, timestampMillis, isTombstone)
                : new OutgoingRecord(Bytes.readText(in), key, value, timestampMillis, isTombstone);
    }
}

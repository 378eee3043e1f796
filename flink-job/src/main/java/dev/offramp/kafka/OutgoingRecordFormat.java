package dev.offramp.kafka;

import dev.offramp.sample.Origin;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link OutgoingRecord}; the first one named no topic, the second no trace. */
public final class OutgoingRecordFormat implements WireFormat<OutgoingRecord> {

    private static final long serialVersionUID = 1;
    private static final int WITH_TOPIC = 2;
    private static final int WITH_TRACE = 3;

    @Override
    public String id() {
        return "offramp/outgoing-record";
    }

    @Override
    public int version() {
        return WITH_TRACE;
    }

    @Override
    public void write(OutgoingRecord record, DataOutputView out) throws IOException {
        Bytes.write(record.key(), out);
        Bytes.write(record.value(), out);
        out.writeLong(record.timestampMillis());
        out.writeBoolean(record.isTombstone());
        Bytes.writeText(record.topic(), out);
        Bytes.writeText(record.traceParent(), out);
    }

    @Override
    public OutgoingRecord read(int version, DataInputView in) throws IOException {
        byte[] key = Bytes.read(in);
        byte[] value = Bytes.read(in);
        long timestampMillis = in.readLong();
        boolean isTombstone = in.readBoolean();
        if (version < WITH_TOPIC) {
            return new OutgoingRecord(key, value, timestampMillis, isTombstone);
        }
        String topic = Bytes.readText(in);
        String traceParent = version < WITH_TRACE ? Origin.NO_TRACE : Bytes.readText(in);
        return new OutgoingRecord(topic, key, value, timestampMillis, isTombstone, traceParent);
    }
}

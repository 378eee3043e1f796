package dev.offramp.kafka;

import dev.offramp.sample.OriginFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link ConsumedRecord}. */
public final class ConsumedRecordFormat implements WireFormat<ConsumedRecord> {

    private static final long serialVersionUID = 1;
    private static final OriginFormat ORIGIN = new OriginFormat();

    @Override
    public String id() {
        return "offramp/consumed-record";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ConsumedRecord record, DataOutputView out) throws IOException {
        ORIGIN.writeNested(record.origin(), out);
        Bytes.write(record.key(), out);
        Bytes.write(record.value(), out);
        out.writeBoolean(record.isTombstone());
    }

    @Override
    public ConsumedRecord read(int version, DataInputView in) throws IOException {
        return new ConsumedRecord(ORIGIN.readNested(in), Bytes.read(in), Bytes.read(in), in.readBoolean());
    }
}

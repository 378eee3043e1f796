package dev.offramp.kafka;

import dev.offramp.sample.Origin;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link ConsumedRecord}. */
public final class ConsumedRecordFormat implements WireFormat<ConsumedRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ConsumedRecord record, DataOutputView out) throws IOException {
        record.origin().write(out);
        Bytes.write(record.key(), out);
        Bytes.write(record.value(), out);
    }

    @Override
    public ConsumedRecord read(int version, DataInputView in) throws IOException {
        return new ConsumedRecord(Origin.read(in), Bytes.read(in), Bytes.read(in));
    }
}

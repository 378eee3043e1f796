package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Where a record was read: stable over every replay, and so the identity of whatever is made of it. */
public record Origin(String topic, int partition, long offset, long timestampMillis) {

    /** Writes the four fields in order. */
    public void write(DataOutputView out) throws IOException {
        Bytes.writeText(topic, out);
        out.writeInt(partition);
        out.writeLong(offset);
        out.writeLong(timestampMillis);
    }

    /** Reads what {@link #write} wrote. */
    public static Origin read(DataInputView in) throws IOException {
        return new Origin(Bytes.readText(in), in.readInt(), in.readLong(), in.readLong());
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}

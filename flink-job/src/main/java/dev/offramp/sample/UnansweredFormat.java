package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link Unanswered}. */
public final class UnansweredFormat implements WireFormat<Unanswered> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/unanswered";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Unanswered place, DataOutputView out) throws IOException {
        Bytes.writeText(place.stream(), out);
        out.writeLong(place.epoch());
        out.writeLong(place.sequence());
        out.writeInt(place.dropped());
        out.writeBoolean(place.isEnd());
    }

    @Override
    public Unanswered read(int version, DataInputView in) throws IOException {
        return new Unanswered(Bytes.readText(in), in.readLong(), in.readLong(), in.readInt(), in.readBoolean());
    }
}

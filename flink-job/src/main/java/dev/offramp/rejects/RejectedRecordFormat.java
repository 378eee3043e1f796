package dev.offramp.rejects;

import dev.offramp.sample.OriginFormat;
import dev.offramp.sample.Unanswered;
import dev.offramp.sample.UnansweredFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link RejectedRecord}; the first one did not say which place is left empty, the second one knew one place. */
public final class RejectedRecordFormat implements WireFormat<RejectedRecord> {

    private static final long serialVersionUID = 1;
    private static final OriginFormat ORIGIN = new OriginFormat();
    private static final UnansweredFormat PLACE = new UnansweredFormat();

    @Override
    public String id() {
        return "offramp/reject";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public void write(RejectedRecord reject, DataOutputView out) throws IOException {
        ORIGIN.writeNested(reject.origin(), out);
        Bytes.write(reject.key(), out);
        out.writeUTF(reject.reason().name());
        Bytes.writeText(reject.detail(), out);
        Bytes.write(reject.original(), out);
        out.writeLong(reject.originalSize());
        PLACE.writeAll(reject.places(), out);
    }

    @Override
    public RejectedRecord read(int version, DataInputView in) throws IOException {
        return new RejectedRecord(
                ORIGIN.readNested(in),
                Bytes.read(in),
                RefusalReason.valueOf(in.readUTF()),
                Bytes.readText(in),
                Bytes.read(in),
                in.readLong(),
                places(version, in));
    }

    private static List<Unanswered> places(int version, DataInputView in) throws IOException {
        return switch (version) {
            case 1 -> List.of();
            case 2 -> in.readBoolean() ? List.of(PLACE.readNested(in)) : List.of();
            default -> PLACE.readAll(in);
        };
    }
}

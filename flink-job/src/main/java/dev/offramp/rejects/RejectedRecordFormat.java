package dev.offramp.rejects;

import dev.offramp.sample.OriginFormat;
import dev.offramp.sample.Unanswered;
import dev.offramp.sample.UnansweredFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link RejectedRecord}; the first one did not say which place is left empty. */
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
        return 2;
    }

    @Override
    public void write(RejectedRecord reject, DataOutputView out) throws IOException {
        ORIGIN.writeNested(reject.origin(), out);
        Bytes.write(reject.key(), out);
        out.writeUTF(reject.reason().name());
        Bytes.writeText(reject.detail(), out);
        Bytes.write(reject.original(), out);
        out.writeLong(reject.originalSize());
        out.writeBoolean(reject.place().isPresent());
        if (reject.place().isPresent()) {
            PLACE.writeNested(reject.place().get(), out);
        }
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
                version == 1 ? Optional.empty() : place(in));
    }

    private static Optional<Unanswered> place(DataInputView in) throws IOException {
        return in.readBoolean() ? Optional.of(PLACE.readNested(in)) : Optional.empty();
    }
}

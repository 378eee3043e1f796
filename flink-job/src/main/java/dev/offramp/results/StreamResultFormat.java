package dev.offramp.results;

import dev.offramp.exit.AnswerFormat;
import dev.offramp.results.StreamResult.Cause;
import dev.offramp.results.StreamResult.Changed;
import dev.offramp.results.StreamResult.Forgotten;
import dev.offramp.results.StreamResult.Missing;
import dev.offramp.results.StreamResult.Ordered;
import dev.offramp.results.StreamResult.Period;
import dev.offramp.sample.BundleId;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link StreamResult}; the first one knew no states. */
public final class StreamResultFormat implements WireFormat<StreamResult> {

    private static final long serialVersionUID = 1;
    private static final AnswerFormat ANSWER = new AnswerFormat();
    private static final int MISSING = 0;
    private static final int ORDERED = 1;
    private static final int CHANGED = 2;
    private static final int FORGOTTEN = 3;

    @Override
    public String id() {
        return "offramp/stream-result";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(StreamResult result, DataOutputView out) throws IOException {
        if (result instanceof Ordered ordered) {
            out.writeByte(ORDERED);
            ANSWER.writeNested(ordered.answer(), out);
            out.writeBoolean(ordered.late());
        } else if (result instanceof Missing missing) {
            out.writeByte(MISSING);
            write(missing, out);
        } else if (result instanceof Changed changed) {
            out.writeByte(CHANGED);
            write(changed, out);
        } else if (result instanceof Forgotten forgotten) {
            out.writeByte(FORGOTTEN);
            Bytes.writeText(forgotten.stream(), out);
            out.writeLong(forgotten.forgottenAtMillis());
        }
    }

    private static void write(Missing missing, DataOutputView out) throws IOException {
        Bytes.writeText(missing.stream(), out);
        out.writeLong(missing.epoch());
        out.writeLong(missing.from());
        out.writeLong(missing.to());
        out.writeLong(missing.frames());
        out.writeUTF(missing.cause().name());
        out.writeLong(missing.declaredAtMillis());
    }

    private static void write(Changed changed, DataOutputView out) throws IOException {
        Bytes.writeText(changed.stream(), out);
        out.writeLong(changed.epoch());
        out.writeLong(changed.sequence());
        out.writeLong(changed.sinceMillis());
        write(changed.bundle(), out);
        Bytes.writeOptional(changed.state(), out);
        out.writeFloat(changed.confidence());
        out.writeBoolean(changed.before().isPresent());
        if (changed.before().isPresent()) {
            write(changed.before().get().bundle(), out);
            Bytes.writeOptional(changed.before().get().state(), out);
            out.writeLong(changed.before().get().sinceMillis());
            out.writeLong(changed.before().get().answers());
        }
        out.writeLong(changed.declaredAtMillis());
    }

    private static void write(BundleId bundle, DataOutputView out) throws IOException {
        Bytes.writeText(bundle.name(), out);
        Bytes.writeText(bundle.version(), out);
    }

    private static BundleId bundle(DataInputView in) throws IOException {
        return new BundleId(Bytes.readText(in), Bytes.readText(in));
    }

    /** The first layout said whether it was an answer, and so 1 where a later one says which of four it is. */
    @Override
    public StreamResult read(int version, DataInputView in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case ORDERED -> new Ordered(ANSWER.readNested(in), in.readBoolean());
            case MISSING -> missing(in);
            case CHANGED -> changed(in);
            case FORGOTTEN -> new Forgotten(Bytes.readText(in), in.readLong());
            default -> throw new IOException(id() + " has no kind " + kind);
        };
    }

    private static Missing missing(DataInputView in) throws IOException {
        return new Missing(
                Bytes.readText(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                Cause.valueOf(in.readUTF()),
                in.readLong());
    }

    private static Changed changed(DataInputView in) throws IOException {
        return new Changed(
                Bytes.readText(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                bundle(in),
                Bytes.readOptionalInt(in),
                in.readFloat(),
                in.readBoolean()
                        ? Optional.of(new Period(bundle(in), Bytes.readOptionalInt(in), in.readLong(), in.readLong()))
                        : Optional.empty(),
                in.readLong());
    }
}

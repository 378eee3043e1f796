package dev.offramp.results;

import dev.offramp.exit.AnswerFormat;
import dev.offramp.results.StreamResult.Cause;
import dev.offramp.results.StreamResult.Missing;
import dev.offramp.results.StreamResult.Ordered;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link StreamResult}. */
public final class StreamResultFormat implements WireFormat<StreamResult> {

    private static final long serialVersionUID = 1;
    private static final AnswerFormat ANSWER = new AnswerFormat();

    @Override
    public String id() {
        return "offramp/stream-result";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(StreamResult result, DataOutputView out) throws IOException {
        out.writeBoolean(result instanceof Ordered);
        if (result instanceof Ordered ordered) {
            ANSWER.writeNested(ordered.answer(), out);
            out.writeBoolean(ordered.late());
        } else if (result instanceof Missing missing) {
            write(missing, out);
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

    @Override
    public StreamResult read(int version, DataInputView in) throws IOException {
        return in.readBoolean()
                ? new Ordered(ANSWER.readNested(in), in.readBoolean())
                : new Missing(
                        Bytes.readText(in),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        Cause.valueOf(in.readUTF()),
                        in.readLong());
    }
}

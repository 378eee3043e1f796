package dev.offramp.exit;

import dev.offramp.policy.Limits;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Sample;
import dev.offramp.stage.Journey;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link Answer}. */
public final class AnswerFormat implements WireFormat<Answer> {

    private static final long serialVersionUID = 1;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Answer answer, DataOutputView out) throws IOException {
        answer.sample().write(out);
        Bytes.writeText(answer.bundle().name(), out);
        Bytes.writeText(answer.bundle().version(), out);
        out.writeLong(answer.policyVersion());
        answer.limits().write(out);
        out.writeInt(answer.exit());
        out.writeUTF(answer.verdict().name());
        out.writeFloat(answer.confidence());
        out.writeInt(answer.top().size());
        for (RankedClass ranked : answer.top()) {
            out.writeInt(ranked.index());
            out.writeFloat(ranked.probability());
        }
        answer.journey().write(out);
        out.writeLong(answer.answeredAtMillis());
    }

    @Override
    public Answer read(int version, DataInputView in) throws IOException {
        return new Answer(
                Sample.read(in),
                new BundleId(Bytes.readText(in), Bytes.readText(in)),
                in.readLong(),
                Limits.read(in),
                in.readInt(),
                Verdict.valueOf(in.readUTF()),
                in.readFloat(),
                readTop(in),
                Journey.read(in),
                in.readLong());
    }

    private static List<RankedClass> readTop(DataInputView in) throws IOException {
        int size = in.readInt();
        List<RankedClass> top = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            top.add(new RankedClass(in.readInt(), in.readFloat()));
        }
        return top;
    }
}

package dev.offramp.exit;

import dev.offramp.policy.Limits;
import dev.offramp.policy.LimitsFormat;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SampleFormat;
import dev.offramp.sample.Task;
import dev.offramp.stage.SampleJourney;
import dev.offramp.stage.SampleJourneyFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The layout of an {@link Answer}; the first one knew of no exit but its own, the second of no task but classification, the third of no
 * numbers, and of no class names but those that a job was started with.
 */
public final class AnswerFormat implements WireFormat<Answer> {

    private static final long serialVersionUID = 1;
    private static final int WITH_EXITS = 2;
    private static final int WITH_TASK = 3;
    private static final int WITH_NUMBER_AND_NAMES = 4;
    private static final SampleFormat SAMPLE = new SampleFormat();
    private static final LimitsFormat LIMITS = new LimitsFormat();
    private static final SampleJourneyFormat JOURNEY = new SampleJourneyFormat();

    @Override
    public String id() {
        return "offramp/answer";
    }

    @Override
    public int version() {
        return WITH_NUMBER_AND_NAMES;
    }

    @Override
    public void write(Answer answer, DataOutputView out) throws IOException {
        SAMPLE.writeNested(answer.sample(), out);
        Bytes.writeText(answer.bundle().name(), out);
        Bytes.writeText(answer.bundle().version(), out);
        out.writeLong(answer.policyVersion());
        LIMITS.writeNested(answer.limits(), out);
        out.writeInt(answer.exit());
        out.writeInt(answer.exits());
        out.writeUTF(answer.verdict().name());
        out.writeFloat(answer.confidence());
        out.writeInt(answer.top().size());
        for (ClassProbability ranked : answer.top()) {
            out.writeInt(ranked.index());
            out.writeFloat(ranked.probability());
        }
        JOURNEY.writeNested(answer.journey(), out);
        out.writeLong(answer.answeredAtMillis());
        out.writeByte(answer.task().wireCode());
        out.writeFloat(answer.kind().tolerance());
        out.writeFloat(answer.number());
        out.writeInt(answer.names().size());
        for (String name : answer.names()) {
            Bytes.writeText(name, out);
        }
    }

    @Override
    public Answer read(int version, DataInputView in) throws IOException {
        Sample sample = SAMPLE.readNested(in);
        BundleId bundle = new BundleId(Bytes.readText(in), Bytes.readText(in));
        long policyVersion = in.readLong();
        Limits limits = LIMITS.readNested(in);
        int exit = in.readInt();
        int exits = version < WITH_EXITS ? exit : in.readInt();
        Verdict verdict = Verdict.valueOf(in.readUTF());
        float confidence = in.readFloat();
        List<ClassProbability> top = readTop(in);
        SampleJourney journey = JOURNEY.readNested(in);
        long answeredAtMillis = in.readLong();
        Task task = version < WITH_TASK ? Task.CLASSIFICATION : Task.ofWireCode(in.readUnsignedByte());
        float tolerance = version < WITH_NUMBER_AND_NAMES ? 0 : in.readFloat();
        return new Answer(
                sample,
                bundle,
                policyVersion,
                limits,
                exit,
                exits,
                verdict,
                confidence,
                top,
                journey,
                answeredAtMillis,
                new AnswerKind(task, tolerance),
                version < WITH_NUMBER_AND_NAMES ? Float.NaN : in.readFloat(),
                version < WITH_NUMBER_AND_NAMES ? List.of() : readNames(in));
    }

    private static List<ClassProbability> readTop(DataInputView in) throws IOException {
        int size = in.readInt();
        List<ClassProbability> top = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            top.add(new ClassProbability(in.readInt(), in.readFloat()));
        }
        return top;
    }

    private static List<String> readNames(DataInputView in) throws IOException {
        int size = in.readInt();
        List<String> names = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            names.add(Bytes.readText(in));
        }
        return names;
    }
}

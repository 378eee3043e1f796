package dev.offramp.exit;

import dev.offramp.bundle.Bundle;
import dev.offramp.model.LaneItem;
import dev.offramp.model.News;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.PairSide;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.Visit;
import dev.offramp.stage.WirePrecision;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** An exit in a harness, five seconds after the epoch; stages of 100 multiply-adds and two classes. */
final class TestingExit implements AutoCloseable {

    static final float[] SURE = {0, 9};
    static final float[] UNSURE = {0, 0.1f};
    static final ExitSettings SETTINGS = new ExitSettings(2, 4, Duration.ofHours(1));

    private static final Visit VISIT = new Visit(1, 2, 3);

    private final KeyedOneInputStreamOperatorTestHarness<Integer, LaneItem, LaneItem> harness;

    private TestingExit(KeyedOneInputStreamOperatorTestHarness<Integer, LaneItem, LaneItem> harness) {
        this.harness = harness;
    }

    static TestingExit at(int exit) throws Exception {
        return at(exit, AnswerKind.CLASS);
    }

    /** Of a bundle whose answers are of another kind. */
    static TestingExit at(int exit, AnswerKind kind) throws Exception {
        TestingExit open = closedAt(exit, TestSamples.answering(kind));
        open.harness.open();
        return open;
    }

    static TestingExit closedAt(int exit) throws Exception {
        return closedAt(exit, TestSamples.bundle());
    }

    private static TestingExit closedAt(int exit, Bundle bundle) throws Exception {
        var function = new ExitFunction(exit, TestSamples.model(bundle), Partitioning.BALANCED, SETTINGS);
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), TestingExit::lane, Types.INT);
        harness.setup(InFlight.ITEM.createSerializer(null));
        harness.setProcessingTime(5_000);
        return new TestingExit(harness);
    }

    private static int lane(LaneItem item) {
        return item.key(Partitioning.BALANCED);
    }

    /** A sample behind stage 1 that scored so. */
    static InFlight sample(String stream, long sequence, Policy policy, float[] logits) {
        return deeper(TestSamples.inFlight(stream, sequence, 1, policy), logits, new Row());
    }

    /** The first sample of a stream behind stage 1, under a policy without limits. */
    static InFlight behindStageOne(float[] logits, Activation activation) {
        return deeper(TestSamples.inFlight("a", 0, 1), logits, activation);
    }

    /** The sample behind one more stage. */
    static InFlight deeper(InFlight sample, float[] logits, Activation activation) {
        return sample.after(VISIT, 100, activation, logits);
    }

    static Policy limited(long budgetMultiplyAdds, double shadowShare) {
        return new Policy(1, TestSamples.POLICY.criterion(), new Limits(Limits.NONE, budgetMultiplyAdds), shadowShare);
    }

    void open(OperatorSubtaskState checkpoint) throws Exception {
        harness.initializeState(checkpoint);
        harness.open();
    }

    void take(InFlight sample) throws Exception {
        harness.processElement(new StreamRecord<>(sample));
    }

    void hear(News news) throws Exception {
        harness.processElement(new StreamRecord<>(news));
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    List<InFlight> survivors() {
        return harness.extractOutputValues().stream()
                .filter(InFlight.class::isInstance)
                .map(InFlight.class::cast)
                .toList();
    }

    /** What went on of pairs. */
    List<PairSide> sides() {
        return harness.extractOutputValues().stream()
                .filter(PairSide.class::isInstance)
                .map(PairSide.class::cast)
                .toList();
    }

    long survivors(String stream) {
        return survivors().stream()
                .filter(sample -> sample.stream().equals(stream))
                .count();
    }

    List<Answer> answers() {
        return side(Answer.ANSWERS);
    }

    <T> List<T> side(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    /** Counts how often it is released. */
    static final class Row implements Activation {

        int releases;

        @Override
        public List<Tensor> tensors(WirePrecision wire) {
            return List.of();
        }

        @Override
        public void release() {
            releases++;
        }
    }
}

package dev.offramp.stage;

import dev.offramp.model.LaneItem;
import dev.offramp.model.Model;
import dev.offramp.model.ModelSource;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Stage 1 of {@link TestSamples} as an operator: batches of 4, a linger of 10 ms, a clock that begins at 0. */
record StageHarness(OneInputStreamOperatorTestHarness<LaneItem, LaneItem> operator) implements AutoCloseable {

    static final int BATCH = 4;
    static final long LINGER_MILLIS = 10;

    static StageHarness open(StageEngines stages, Duration warmUp) throws Exception {
        return open(1, TestSamples.model(TestSamples.bundle()), stages, warmUp, frames -> {
            throw new AssertionError("stage 1 decodes nothing");
        });
    }

    static StageHarness open(int stage, Model model, StageEngines stages, Duration warmUp, FrameDecoder decoder)
            throws Exception {
        return open(stage, model, stages, warmUp, decoder, ModelSource.NONE);
    }

    /** @param later opens models that it is told of */
    static StageHarness open(
            int stage, Model model, StageEngines stages, Duration warmUp, FrameDecoder decoder, ModelSource later)
            throws Exception {
        StageSettings settings = new StageSettings(
                StageDevice.Kind.CPU, BATCH, Duration.ofMillis(LINGER_MILLIS), -1, WirePrecision.EXACT, warmUp);
        StageHarness harness = new StageHarness(new OneInputStreamOperatorTestHarness<>(
                new StageOperator(stage, model, settings, stages, bundle -> decoder, later),
                InFlight.ITEM.createSerializer(null)));
        harness.operator.setup(InFlight.ITEM.createSerializer(null)); // samples, news and sides come out of it
        harness.operator.setProcessingTime(0);
        harness.operator.open();
        return harness;
    }

    /** Easy samples, numbered from {@code from} on. */
    void feed(int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            operator.processElement(new StreamRecord<>(TestSamples.inFlight("a", i, 1), i));
        }
    }

    /** Millisecond by millisecond, as for an idle thread. */
    void passTime(long fromMillis, long toMillis) throws Exception {
        for (long now = fromMillis; now <= toMillis; now++) {
            operator.setProcessingTime(now);
        }
    }

    /** Samples behind the stage, with their timestamps. */
    List<StreamRecord<? extends LaneItem>> rows() {
        return operator.extractOutputStreamRecords().stream()
                .filter(row -> row.getValue() instanceof InFlight)
                .toList();
    }

    List<InFlight> samples() {
        return rows().stream().map(row -> (InFlight) row.getValue()).toList();
    }

    List<Long> sequences() {
        return samples().stream().map(row -> row.sample().sequence()).toList();
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}

package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.rejects.RejectedRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs one stage over micro-batches. It only moves data: what a batch is, {@link MicroBatch} says; when it is due,
 * {@link BatchDeadline}, after the wait that {@link AdaptiveLinger} finds worth it; who is too late, {@link Timeliness}.
 *
 * <p>The rows of a batch come out in the order in which its samples came, with their timestamps and in their partition. A sample
 * with a deadline that the stage could not meet passes it by, unrun and marked, so that the exit behind answers with what is
 * known so far: at once where it would be late already when it comes, and then it overtakes the samples that wait.
 *
 * <p>It flushes before every checkpoint barrier and at the end of input, so it keeps no state and loses nothing. A watermark
 * waits for the samples that came before it.
 */
@SuppressWarnings("NullAway.Init") // open fills what is transient
public final class StageOperator extends AbstractStreamOperator<InFlight>
        implements OneInputStreamOperator<InFlight, InFlight>, StageRun.Output<StreamRecord<InFlight>> {

    private static final long serialVersionUID = 1;

    private final StageSpec stage;
    private final StageSettings settings;
    private final StageEngines engines;
    private final FrameDecoder decoder;

    private transient @Nullable DeviceLease device;
    private transient @Nullable StageEngine engine;
    private transient @Nullable BatchAlarm alarm;
    private transient StageRun<StreamRecord<InFlight>> run;
    private transient AdaptiveLinger linger;
    private transient MicroBatch<StreamRecord<InFlight>> batch;
    private transient @Nullable Watermark heldWatermark;

    /** @param decoder of the frames of clips that this stage looks at */
    public StageOperator(StageSpec stage, StageSettings settings, StageEngines engines, FrameDecoder decoder) {
        this.stage = stage;
        this.settings = settings;
        this.engines = engines;
        this.decoder = decoder;
    }

    @Override
    public void open() throws Exception {
        super.open();
        DeviceLease lease = Gpus.lease(
                settings.device(), getRuntimeContext(), getContainingTask().getEnvironment());
        device = lease;
        StageEngine opened = engines.open(stage, lease.device());
        engine = opened;
        int maxBatchSize = settings.maxBatchSize();
        Activation blank = BlankSample.of(stage);
        BatchRunner runner = new BatchRunner(opened, blank, maxBatchSize);
        BatchCosts costs = new BatchCosts(maxBatchSize);
        new WarmUp(blank, maxBatchSize, settings.warmUp()).run(runner, costs);
        StageMetrics metrics = new StageMetrics(getMetricGroup(), stage.precision(), opened, runner);
        StageInputs inputs = new StageInputs(stage, decoder);
        run = new StageRun<>(stage, inputs, runner, costs, metrics, StreamRecord::getValue);
        linger = new AdaptiveLinger(settings.maxLinger().toMillis(), runner::maxBatchSize, costs);
        batch = new MicroBatch<>(runner::maxBatchSize, RetentionLimit.before(stage, maxBatchSize));
        alarm = new BatchAlarm(getProcessingTimeService(), this::flush);
    }

    @Override
    public void processElement(StreamRecord<InFlight> record) throws Exception {
        InFlight sample = record.getValue();
        long nowMillis = nowMillis();
        if (run.isTooLateToWait(sample, nowMillis)) {
            emit(record, sample.late());
            return;
        }
        linger.arrived(nowMillis);
        if (batch.isEmpty()) {
            opened(alarm).begin(nowMillis + linger.millis(nowMillis));
        }
        StreamRecord<InFlight> ours = record.copy(sample); // its sender may use the record again
        batch.add(ours, sample, System.nanoTime());
        if (batch.isFull()) {
            flush();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (batch.isEmpty()) {
            super.processWatermark(mark);
        } else {
            heldWatermark = mark;
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    @Override
    public void close() throws Exception {
        try {
            if (alarm != null) {
                alarm.silence();
            }
            if (engine != null) {
                engine.close();
            }
            if (device != null) {
                device.close();
            }
        } finally {
            super.close();
        }
    }

    private long nowMillis() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private void flush() throws Exception {
        if (batch.isEmpty()) {
            return;
        }
        opened(alarm).end();
        run.run(batch.drain(), nowMillis(), this);
        if (heldWatermark != null) {
            Watermark mark = heldWatermark;
            heldWatermark = null;
            super.processWatermark(mark);
        }
    }

    @Override
    public void emit(StreamRecord<InFlight> before, InFlight after) {
        output.collect(before.copy(after));
    }

    @Override
    public void refuse(RejectedRecord reject) {
        output.collect(RejectedRecord.REJECTS, new StreamRecord<>(reject));
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("a stage operator is opened before it runs");
        }
        return part;
    }
}

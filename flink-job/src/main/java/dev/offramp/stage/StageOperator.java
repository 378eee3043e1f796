package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.MicroBatch.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs one stage over micro-batches: collects samples up to a size, or as long as waiting pays, and at most a linger or until they keep too much memory; runs
 * the stage once; emits a row for each sample in the order of arrival, with its timestamp and in its partition.
 *
 * <p>A sample with a deadline that the stage could not meet passes it by, unrun and marked, so that the exit behind answers
 * with what is known so far.
 *
 * <p>It flushes before every checkpoint barrier and at the end of input, so it keeps no state and loses nothing. A
 * watermark waits for the samples that came before it.
 */
@SuppressWarnings("NullAway.Init") // open fills what is transient
public final class StageOperator extends AbstractStreamOperator<InFlight>
        implements OneInputStreamOperator<InFlight, InFlight> {

    private static final long serialVersionUID = 1;
    private static final long ON_TIME_MILLIS = 1;

    private final StageSpec stage;
    private final StageSettings settings;
    private final StageEngines engines;

    private transient @Nullable StageEngine engine;
    private transient StageMetrics stageMetrics;
    private transient Timeliness timeliness;
    private transient BatchCosts costs;
    private transient AdaptiveLinger adaptiveLinger;
    private transient MicroBatch<StreamRecord<InFlight>> batch;
    private transient RetentionLimit keptMemory;
    private transient @Nullable ScheduledFuture<?> alarm;
    private transient long alarmMillis;
    private transient long dueMillis;
    private transient boolean hasGrace;
    private transient @Nullable Watermark heldWatermark;

    public StageOperator(StageSpec stage, StageSettings settings, StageEngines engines) {
        this.stage = stage;
        this.settings = settings;
        this.engines = engines;
    }

    @Override
    public void open() throws Exception {
        super.open();
        batch = new MicroBatch<>(settings.maxBatchSize());
        keptMemory = new RetentionLimit(settings.maxBatchSize());
        timeliness = new Timeliness();
        costs = new BatchCosts(settings.maxBatchSize());
        adaptiveLinger = new AdaptiveLinger(settings.maxLinger().toMillis(), settings.maxBatchSize(), costs);
        StageDevice device = StageDevice.resolve(
                settings.device(),
                getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                Gpus.indices(settings.device(), getRuntimeContext()));
        StageEngine opened = engines.open(stage, device);
        engine = opened;
        new WarmUp(stage, settings.maxBatchSize(), settings.warmUp()).run(opened, costs);
        stageMetrics = new StageMetrics(getMetricGroup(), stage.precision(), opened);
    }

    @Override
    public void processElement(StreamRecord<InFlight> sample) throws Exception {
        long nowNanos = System.nanoTime();
        long nowMillis = nowMillis();
        if (timeliness.isTooLateToWait(sample.getValue(), nowMillis, nowNanos)) {
            passBy(sample);
            return;
        }
        adaptiveLinger.arrived(nowMillis);
        if (batch.isEmpty()) {
            startLinger(nowMillis);
        }
        batch.add(
                sample.copy(sample.getValue()), nowNanos); // where objects are reused, the record is whoever's sent it
        keptMemory.add(sample.getValue().activation().kept());
        if (batch.isFull() || keptMemory.isFull()) {
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
        silence();
        try {
            if (engine != null) {
                engine.close();
            }
        } finally {
            super.close();
        }
    }

    private long nowMillis() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private void startLinger(long nowMillis) {
        hasGrace = true;
        dueMillis = nowMillis + adaptiveLinger.millis(nowMillis);
        if (alarm == null || alarmMillis > dueMillis) {
            silence();
            setAlarm();
        }
    }

    /** An alarm outlives the batch that it was set for, if that fills before: a flood would set and cancel one a batch. */
    private void setAlarm() {
        alarmMillis = dueMillis;
        alarm = getProcessingTimeService().registerTimer(alarmMillis, this::alarm);
    }

    /**
     * An alarm that comes late found the thread running another stage, while samples waited before this one's door: once a batch, they
     * come in first. Flushed at once, stages in one thread would cut each other's batches short, the more so the slower they are.
     */
    private void alarm(long atMillis) throws Exception {
        alarm = null;
        if (batch.isEmpty()) {
            return;
        }
        if (atMillis < dueMillis) {
            setAlarm();
        } else if (hasGrace && nowMillis() - atMillis > ON_TIME_MILLIS) {
            hasGrace = false;
            dueMillis = nowMillis() + ON_TIME_MILLIS;
            setAlarm();
        } else {
            flush();
        }
    }

    private void silence() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private void flush() throws Exception {
        if (batch.isEmpty()) {
            return;
        }
        keptMemory.clear();
        run(inTime(batch.drain()));
        if (heldWatermark != null) {
            Watermark mark = heldWatermark;
            heldWatermark = null;
            super.processWatermark(mark);
        }
    }

    /** Those of a batch that the stage can be in time with; the others go on to the exit as they are. */
    private List<Waiting<StreamRecord<InFlight>>> inTime(List<Waiting<StreamRecord<InFlight>>> drained) {
        long nowMillis = nowMillis();
        long nowNanos = System.nanoTime();
        List<Waiting<StreamRecord<InFlight>>> inTime = new ArrayList<>(drained.size());
        for (Waiting<StreamRecord<InFlight>> waiting : drained) {
            if (timeliness.isTooLateToRun(waiting.item().getValue(), nowMillis, nowNanos)) {
                passBy(waiting.item());
            } else {
                inTime.add(waiting);
            }
        }
        return inTime;
    }

    private void passBy(StreamRecord<InFlight> sample) {
        output.collect(sample.copy(sample.getValue().late()));
    }

    private void run(List<Waiting<StreamRecord<InFlight>>> drained) throws StageFailure {
        if (drained.isEmpty()) {
            return;
        }
        List<Activation> inputs = drained.stream()
                .map(waiting -> waiting.item().getValue().activation())
                .toList();
        long startNanos = System.nanoTime();
        StageRows rows = opened().run(inputs);
        long computeMicros = (System.nanoTime() - startNanos) / 1000;
        inputs.forEach(Activation::release);
        long waitedMicros = drained.stream()
                .mapToLong(waiting -> waiting.queueMicros(startNanos))
                .sum();
        stageMetrics.ran(drained.size(), waitedMicros, computeMicros);
        costs.ran(drained.size(), computeMicros);
        timeliness.ran(computeMicros, System.nanoTime());
        for (int i = 0; i < drained.size(); i++) {
            Waiting<StreamRecord<InFlight>> waiting = drained.get(i);
            StageVisit visit = new StageVisit(waiting.queueMicros(startNanos), computeMicros, drained.size());
            long nowNanos = System.nanoTime();
            timeliness.waitedAndRan(waiting.queueMicros(nowNanos), nowNanos);
            emit(waiting.item(), visit, rows.activations().get(i), rows.logits()[i]);
        }
    }

    private void emit(StreamRecord<InFlight> before, StageVisit visit, Activation activation, float[] logits) {
        InFlight after = before.getValue().after(visit, stage.multiplyAdds(), activation, logits);
        output.collect(before.copy(after));
    }

    private StageEngine opened() {
        if (engine == null) {
            throw new IllegalStateException("a stage operator is opened before it runs");
        }
        return engine;
    }
}

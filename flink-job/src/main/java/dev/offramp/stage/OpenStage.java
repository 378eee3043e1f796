package dev.offramp.stage;

import dev.offramp.model.LaneItem;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** One stage of one model, with the batch that waits for it. Not thread-safe. */
final class OpenStage implements AutoCloseable {

    private final StageEngine engine;
    private final StageMetrics metrics;
    private final ProcessingTimeService clock;
    private final StageRun<StreamRecord<LaneItem>> run;
    private final AdaptiveLinger linger;
    private final MicroBatch<StreamRecord<LaneItem>> batch;
    private final BatchAlarm alarm;

    /** Where a batch is due. */
    interface Due {
        void flush(OpenStage stage) throws Exception;
    }

    /**
     * What is warm begins to run.
     *
     * @param metrics of the operator, which all its models share
     */
    OpenStage(WarmStage warm, StageSettings settings, StageMetrics metrics, ProcessingTimeService clock, Due due) {
        BatchRunner runner = warm.runner();
        this.engine = warm.engine();
        this.metrics = metrics;
        this.clock = clock;
        this.run = new StageRun<>(warm, metrics, record -> (InFlight) record.getValue());
        this.linger = new AdaptiveLinger(settings.maxLinger().toMillis(), runner::maxBatchSize, warm.costs());
        this.batch =
                new MicroBatch<>(runner::maxBatchSize, RetentionLimit.before(warm.spec(), settings.maxBatchSize()));
        this.alarm = new BatchAlarm(clock, () -> due.flush(this));
        metrics.opened(warm.spec().precision(), engine, runner);
    }

    /** One more sample waits, unless it would be late: then it passes at once. */
    void take(StreamRecord<LaneItem> record, InFlight sample, StageRun.Output<StreamRecord<LaneItem>> output) {
        long nowMillis = clock.getCurrentProcessingTime();
        if (run.isTooLateToWait(sample, nowMillis)) {
            output.emit(record, sample.late());
            return;
        }
        linger.arrived(nowMillis);
        if (batch.isEmpty()) {
            alarm.begin(nowMillis + linger.millis(nowMillis));
        }
        StreamRecord<LaneItem> ours = record.copy(sample); // its sender may use the record again
        batch.add(ours, sample, System.nanoTime());
    }

    boolean isEmpty() {
        return batch.isEmpty();
    }

    boolean isFull() {
        return batch.isFull();
    }

    /** Runs what waits. */
    void flush(StageRun.Output<StreamRecord<LaneItem>> output) throws StageFailure {
        if (!batch.isEmpty()) {
            alarm.end();
            run.run(batch.drain(), clock.getCurrentProcessingTime(), output);
        }
    }

    /** It runs no more. */
    void silence() {
        alarm.silence();
        metrics.closed(engine);
    }

    @Override
    public void close() {
        silence();
        engine.close();
    }
}

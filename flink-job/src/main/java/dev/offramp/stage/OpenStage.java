package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** One stage of one model, loaded and warm, with the batch that waits for it. Not thread-safe. */
final class OpenStage implements AutoCloseable {

    private final StageEngine engine;
    private final StageMetrics metrics;
    private final ProcessingTimeService clock;
    private final StageRun<StreamRecord<InFlight>> run;
    private final AdaptiveLinger linger;
    private final MicroBatch<StreamRecord<InFlight>> batch;
    private final BatchAlarm alarm;

    /** Where a batch is due. */
    interface Due {
        void flush(OpenStage stage) throws Exception;
    }

    private OpenStage(
            StageEngine engine,
            StageMetrics metrics,
            ProcessingTimeService clock,
            StageRun<StreamRecord<InFlight>> run,
            AdaptiveLinger linger,
            MicroBatch<StreamRecord<InFlight>> batch,
            Due due) {
        this.engine = engine;
        this.metrics = metrics;
        this.clock = clock;
        this.run = run;
        this.linger = linger;
        this.batch = batch;
        this.alarm = new BatchAlarm(clock, () -> due.flush(this));
    }

    /**
     * Warms an engine up.
     *
     * @param engine  of the stage; belongs to what is returned
     * @param inputs  of the stage
     * @param metrics of the operator, which all its models share
     */
    static OpenStage warm(
            StageSpec spec,
            StageSettings settings,
            StageEngine engine,
            StageInputs inputs,
            StageMetrics metrics,
            ProcessingTimeService clock,
            Due due)
            throws StageFailure {
        int maxBatchSize = settings.maxBatchSize();
        Activation blank = BlankSample.of(spec);
        BatchRunner runner = new BatchRunner(engine, blank, maxBatchSize);
        BatchCosts costs = new BatchCosts(maxBatchSize);
        new WarmUp(blank, maxBatchSize, settings.warmUp()).run(runner, costs);
        metrics.opened(spec.precision(), engine, runner);
        return new OpenStage(
                engine,
                metrics,
                clock,
                new StageRun<>(spec, inputs, runner, costs, metrics, StreamRecord::getValue),
                new AdaptiveLinger(settings.maxLinger().toMillis(), runner::maxBatchSize, costs),
                new MicroBatch<>(runner::maxBatchSize, RetentionLimit.before(spec, maxBatchSize)),
                due);
    }

    /** One more sample waits, unless it would be late: then it passes at once. */
    void take(StreamRecord<InFlight> record, StageRun.Output<StreamRecord<InFlight>> output) {
        InFlight sample = record.getValue();
        long nowMillis = clock.getCurrentProcessingTime();
        if (run.isTooLateToWait(sample, nowMillis)) {
            output.emit(record, sample.late());
            return;
        }
        linger.arrived(nowMillis);
        if (batch.isEmpty()) {
            alarm.begin(nowMillis + linger.millis(nowMillis));
        }
        StreamRecord<InFlight> ours = record.copy(sample); // its sender may use the record again
        batch.add(ours, sample, System.nanoTime());
    }

    boolean isEmpty() {
        return batch.isEmpty();
    }

    boolean isFull() {
        return batch.isFull();
    }

    /** Runs what waits. */
    void flush(StageRun.Output<StreamRecord<InFlight>> output) throws StageFailure {
        if (!batch.isEmpty()) {
            alarm.end();
            run.run(batch.drain(), clock.getCurrentProcessingTime(), output);
        }
    }

    @Override
    public void close() {
        alarm.silence();
        metrics.closed(engine);
        engine.close();
    }
}

package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.model.Model;
import dev.offramp.model.PerModel;
import dev.offramp.rejects.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Runs one stage over micro-batches, each of one model. It only moves data: what a batch is, {@link MicroBatch} says; when it is due,
 * {@link BatchDeadline}, after the wait that {@link AdaptiveLinger} finds worth it; who is too late, {@link Timeliness}.
 *
 * <p>The rows of a model come out in the order in which its samples came, with their timestamps and in their partition. A sample
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

    private final int stage;
    private final Model home;
    private final StageSettings settings;
    private final StageEngines engines;
    private final FrameDecoders decoders;

    private transient @Nullable DeviceLease device;
    private transient @Nullable PerModel<OpenStage> models;
    private transient StageMetrics ofStage;
    private transient @Nullable Watermark heldWatermark;

    /**
     * A stage, 1-based.
     *
     * @param home     that the job was started with
     * @param decoders of the frames of clips that this stage looks at
     */
    public StageOperator(int stage, Model home, StageSettings settings, StageEngines engines, FrameDecoders decoders) {
        this.stage = stage;
        this.home = home;
        this.settings = settings;
        this.engines = engines;
        this.decoders = decoders;
    }

    @Override
    public void open() throws Exception {
        super.open();
        DeviceLease lease = Gpus.lease(
                settings.device(), getRuntimeContext(), getContainingTask().getEnvironment());
        device = lease;
        TaskInfo task = getRuntimeContext().getTaskInfo();
        LOG.info(
                "stage-{} ({}/{}) runs on {}",
                stage,
                task.getIndexOfThisSubtask() + 1,
                task.getNumberOfParallelSubtasks(),
                lease.device());
        ofStage = new StageMetrics(getMetricGroup());
        models = new PerModel<>(home.id());
        models.put(home.id(), opened(home, lease));
    }

    private OpenStage opened(Model model, DeviceLease lease) throws StageFailure {
        StageSpec spec = model.bundle().stages().get(stage - 1);
        StageEngine engine = engines.open(spec, lease.device());
        try {
            StageInputs inputs = new StageInputs(spec, decoders.of(model.bundle()));
            return OpenStage.warm(spec, settings, engine, inputs, ofStage, getProcessingTimeService(), this::flush);
        } catch (Throwable failure) { // want of memory too: native memory outlives a task
            engine.close();
            throw failure;
        }
    }

    @Override
    public void processElement(StreamRecord<InFlight> record) throws Exception {
        OpenStage model = models().of(record.getValue().bundle());
        model.take(record, this);
        if (model.isFull()) {
            flush(model);
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (isEmpty()) {
            super.processWatermark(mark);
        } else {
            heldWatermark = mark;
        }
    }

    private boolean isEmpty() {
        return models().all().stream().allMatch(OpenStage::isEmpty);
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
        List<AutoCloseable> parts = new ArrayList<>();
        if (models != null) {
            parts.addAll(models.all());
        }
        if (device != null) {
            parts.add(device);
        }
        parts.add(super::close);
        IOUtils.closeAll(parts);
    }

    private void flush() throws Exception {
        for (OpenStage model : models().all()) {
            flush(model);
        }
    }

    private void flush(OpenStage model) throws Exception {
        model.flush(this);
        if (heldWatermark != null && isEmpty()) {
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

    private PerModel<OpenStage> models() {
        if (models == null) {
            throw new IllegalStateException("a stage operator is opened before it runs");
        }
        return models;
    }
}

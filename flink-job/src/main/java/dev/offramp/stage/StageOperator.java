package dev.offramp.stage;

import dev.offramp.model.LaneItem;
import dev.offramp.model.Loader;
import dev.offramp.model.Model;
import dev.offramp.model.ModelSource;
import dev.offramp.model.News;
import dev.offramp.model.Notice;
import dev.offramp.refresh.TaskReport;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.Pairing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 *
 * <p>Sides of pairs pass it by, and so do news of bundles: it loads what comes, reports it, and lets go what has left, as {@link StageModels} says.
 */
@SuppressWarnings("NullAway.Init") // open fills what is transient
public final class StageOperator extends AbstractStreamOperator<LaneItem>
        implements OneInputStreamOperator<LaneItem, LaneItem>,
                StageRun.Output<StreamRecord<LaneItem>>,
                StageModels.Told {

    private static final long serialVersionUID = 1;

    private final int stage;
    private final Model home;
    private final StageSettings settings;
    private final StageEngines engines;
    private final FrameDecoders decoders;
    private final ModelSource later;

    private transient @Nullable DeviceLease device;
    private transient @Nullable StageModels models;
    private transient @Nullable Watermark heldWatermark;

    /**
     * A stage, 1-based.
     *
     * @param home     that the job was started with
     * @param decoders of the frames of clips that this stage looks at
     * @param later    opens bundles that the job is told of
     */
    public StageOperator(
            int stage,
            Model home,
            StageSettings settings,
            StageEngines engines,
            FrameDecoders decoders,
            ModelSource later) {
        this.stage = stage;
        this.home = home;
        this.settings = settings;
        this.engines = engines;
        this.decoders = decoders;
        this.later = later;
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
        StageModels opened = new StageModels(
                stage,
                home.id(),
                new StageModels.Made(settings, engines, decoders, lease.device(), FreeMemory.here()),
                new Loader(
                        later,
                        "bundles of " + task.getTaskNameWithSubtasks(),
                        getContainingTask().getEnvironment()),
                this,
                new StageMetrics(getMetricGroup()),
                getProcessingTimeService(),
                task);
        models = opened;
        opened.load(home);
    }

    @Override
    public void processElement(StreamRecord<LaneItem> record) throws Exception {
        if (record.getValue() instanceof InFlight sample) {
            take(record, sample);
        } else if (record.getValue() instanceof News news) {
            pass(record, news);
        } else {
            output.collect(record);
        }
    }

    /** A copy waits for no bundle that is still loading here, as where a job begins again, and is missed by nobody. */
    private void take(StreamRecord<LaneItem> record, InFlight sample) throws Exception {
        boolean isCopy = sample.pairing() == Pairing.COPY;
        OpenStage model = isCopy ? models().find(sample.bundle()) : models().of(sample.bundle());
        if (model == null) {
            sample.activation().release();
            return;
        }
        model.take(record, sample, this);
        if (model.isFull()) {
            flush(model);
        }
    }

    /**
     * What waits of a model goes before the news that it leaves, and they go before it is let go: then nobody behind holds rows of it any
     * more.
     */
    private void pass(StreamRecord<LaneItem> record, News news) throws Exception {
        OpenStage leaving =
                news.notice().isFarewell() ? models().find(news.notice().bundle()) : null;
        if (leaving != null) {
            flush(leaving);
        }
        output.collect(record);
        models().hear(news);
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
            parts.add(models);
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

    @Override
    public void flush(OpenStage model) throws Exception {
        model.flush(this);
        if (heldWatermark != null && isEmpty()) {
            Watermark mark = heldWatermark;
            heldWatermark = null;
            super.processWatermark(mark);
        }
    }

    @Override
    public void report(Notice notice, Optional<String> problem) {
        TaskReport.of(notice, "stage-" + stage, getRuntimeContext().getTaskInfo(), problem)
                .tell(output);
    }

    @Override
    public void emit(StreamRecord<LaneItem> before, InFlight after) {
        output.collect(before.copy(after));
    }

    /** Nobody waits for a shadow: one that has been answered is let go, and of a copy that fails its bundle has no answer. */
    @Override
    public void fail(StreamRecord<LaneItem> before, RejectedRecord reject) {
        InFlight sample = (InFlight) before.getValue();
        if (!sample.isShadow()) {
            output.collect(RejectedRecord.REJECTS, new StreamRecord<>(reject));
        } else if (sample.pairing() == Pairing.COPY) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            output.collect(before.copy(PairSide.of(sample, PairSide.NOTHING, now)));
        }
    }

    private StageModels models() {
        if (models == null) {
            throw new IllegalStateException("a stage operator is opened before it runs");
        }
        return models;
    }
}

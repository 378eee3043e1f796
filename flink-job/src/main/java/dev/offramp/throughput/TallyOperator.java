package dev.offramp.throughput;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.sample.BundleId;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the answers, or the agreements of shadows, or what shadows did beside other bundles, that pass through one subtask, so that only a few totals a second travel to the one place that adds
 * up all subtasks. They go on unchanged; totals go to a side output. Its totals carry the wall clock as their timestamp,
 * and its watermark is the wall clock: windows of throughput are intervals in which samples were answered. It ends an
 * interval before every checkpoint barrier and at the end of input, so it keeps no answer in state and counts every one once.
 *
 * <p>State: until when windows were closed. A job that recovers on a machine whose clock is behind would otherwise open them again,
 * and a window would come twice.
 */
public final class TallyOperator<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    /** The side output of totals. */
    public static final OutputTag<TotalsByBundle> TOTALS = new OutputTag<>("totals", TotalsByBundle.TYPE);

    /** The side output of what each stream, or group of streams, cost each bundle, a record each; of answers only. */
    public static final OutputTag<StreamOfBundle> STREAMS = new OutputTag<>("streams", StreamOfBundle.TYPE);

    private static final long serialVersionUID = 1;

    /** Counts one of them. */
    interface Count<T> extends Serializable {
        void in(Tallies tallies, T counted);
    }

    private final BundleId home;
    private final long periodMillis;
    private final Count<T> count;
    private final boolean countsAnswers;
    private final StreamGroups groups;

    private transient @Nullable Tallies tallies;
    private transient @Nullable ListState<Long> closedUntil;
    private transient long closedUntilMillis;

    private TallyOperator(
            BundleId home, long periodMillis, Count<T> count, boolean countsAnswers, StreamGroups groups) {
        this.home = home;
        this.periodMillis = periodMillis;
        this.count = count;
        this.countsAnswers = countsAnswers;
        this.groups = groups;
    }

    /**
     * Of answers; hands totals on every {@code periodMillis}, a divisor of the window's length.
     *
     * @param home that the job was started with; answers that name no bundle are its
     */
    public static TallyOperator<Answer> ofAnswers(BundleId home, long periodMillis, StreamGroups groups) {
        return new TallyOperator<>(home, periodMillis, Tallies::add, true, groups);
    }

    /** Of agreements; likewise. */
    public static TallyOperator<Agreement> ofAgreements(BundleId home, long periodMillis) {
        return new TallyOperator<>(home, periodMillis, Tallies::add, false, StreamGroups.none());
    }

    /** Of pairs; likewise. */
    public static TallyOperator<SamplePair> ofPairs(BundleId home, long periodMillis) {
        return new TallyOperator<>(home, periodMillis, Tallies::add, false, StreamGroups.none());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ListState<Long> state = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("closed-until", Types.LONG));
        for (long millis : state.get()) {
            closedUntilMillis = Math.max(closedUntilMillis, millis);
        }
        closedUntil = state;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        if (closedUntil != null) {
            closedUntil.update(List.of(closedUntilMillis));
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        scheduleNext(now());
    }

    @Override
    public void processElement(StreamRecord<T> counted) {
        if (tallies == null) {
            tallies = new Tallies(home);
        }
        count.in(tallies, counted.getValue());
        output.collect(counted);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            handOn(now());
            super.processWatermark(mark);
        }
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) {
        // the clock does not stop where answers do
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        handOn(now());
    }

    @Override
    public void finish() throws Exception {
        handOn(now());
        super.finish();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task where a timer fails
    private void scheduleNext(long nowMillis) {
        long end = nowMillis - Math.floorMod(nowMillis, periodMillis) + periodMillis;
        getProcessingTimeService().registerTimer(end, time -> {
            handOn(end - 1);
            output.emitWatermark(new Watermark(end - 1));
            closedUntilMillis = end;
            scheduleNext(now());
        });
    }

    /** Answers that a late timer lets in past the end of their interval still count in it. */
    private void handOn(long timestampMillis) {
        if (tallies != null) {
            Tallies counted = tallies;
            tallies = null;
            TotalsByBundle totals = counted.totals(countsAnswers ? subtasks() : 0);
            output.collect(TOTALS, new StreamRecord<>(totals, timestampMillis));
            counted.streams(groups)
                    .forEach(stream -> output.collect(STREAMS, new StreamRecord<>(stream, timestampMillis)));
        }
    }

    /** As many as there are now: a scheduler may have given the job other slots than it asked for. */
    private int subtasks() {
        return getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    }

    /** The clock may step back; an interval that has been closed stays closed, or its window would drop late totals. */
    private long now() {
        return Math.max(closedUntilMillis, getProcessingTimeService().getCurrentProcessingTime());
    }
}

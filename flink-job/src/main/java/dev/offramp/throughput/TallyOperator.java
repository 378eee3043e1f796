package dev.offramp.throughput;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
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
 * Adds up the answers, or the agreements of shadows, that pass through one subtask, so that only a few totals a second travel to the one place that adds
 * up all subtasks. They go on unchanged; totals go to a side output. Its totals carry the wall clock as their timestamp,
 * and its watermark is the wall clock: windows of throughput are intervals in which samples were answered. It ends an
 * interval before every checkpoint barrier and at the end of input, so it keeps no answer in state and counts every one once.
 *
 * <p>State: until when windows were closed. A job that recovers on a machine whose clock is behind would otherwise open them again,
 * and a window would come twice.
 */
public final class TallyOperator<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {

    /** The side output of totals. */
    public static final OutputTag<Totals> TOTALS = new OutputTag<>("totals", Totals.TYPE);

    /** The side output of what each stream, or group of streams, cost, a record each; of answers only. */
    public static final OutputTag<StreamTotals> STREAMS = new OutputTag<>("streams", StreamTotals.TYPE);

    private static final long serialVersionUID = 1;

    /** Counts one of them. */
    interface Count<T> extends Serializable {
        void in(Tally tally, T counted);
    }

    private final long periodMillis;
    private final Count<T> count;
    private final boolean countsAnswers;
    private final StreamGroups groups;

    private transient @Nullable Tally tally;
    private transient @Nullable ListState<Long> closedUntil;
    private transient long closedUntilMillis;

    private TallyOperator(long periodMillis, Count<T> count, boolean countsAnswers, StreamGroups groups) {
        this.periodMillis = periodMillis;
        this.count = count;
        this.countsAnswers = countsAnswers;
        this.groups = groups;
    }

    /** Of answers; hands totals on every {@code periodMillis}, a divisor of the window's length. */
    public static TallyOperator<Answer> ofAnswers(long periodMillis, StreamGroups groups) {
        return new TallyOperator<>(periodMillis, Tally::add, true, groups);
    }

    /** Of agreements; hands totals on every {@code periodMillis}, a divisor of the window's length. */
    public static TallyOperator<Agreement> ofAgreements(long periodMillis) {
        return new TallyOperator<>(periodMillis, Tally::add, false, StreamGroups.none());
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
        if (tally == null) {
            tally = new Tally();
        }
        count.in(tally, counted.getValue());
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
        if (tally != null) {
            Tally counted = tally;
            tally = null;
            Totals totals = counted.totals().ofOneOf(countsAnswers ? subtasks() : 0);
            output.collect(TOTALS, new StreamRecord<>(totals, timestampMillis));
            groups.sum(counted.streams())
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

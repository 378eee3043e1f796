package dev.offramp.steer;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.TotalsByBundle;
import dev.offramp.throughput.Window;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts the totals of all tallies together into windows for steering, those of the one bundle that is steered. A window ends when all tallies have passed its end, or a
 * bounded time later: one that is held up, which is when steering is needed most, must not blind it. One subtask. It keeps no
 * state: after a failure steering learns anew.
 */
public final class SteerWindowsOperator extends AbstractStreamOperator<Window>
        implements OneInputStreamOperator<TotalsByBundle, Window> {

    private static final long serialVersionUID = 1;
    private static final long LEAST_PATIENCE_MILLIS = 1_000;

    private final BundleId steered;
    private final long lengthMillis;
    private final long patienceMillis;

    private transient @Nullable OpenWindows windows;

    /**
     * Windows of one length.
     *
     * @param patienceMillis for which a window waits for the slowest tally
     */
    SteerWindowsOperator(BundleId steered, long lengthMillis, long patienceMillis) {
        this.steered = steered;
        this.lengthMillis = lengthMillis;
        this.patienceMillis = patienceMillis;
    }

    /**
     * Windows of one length, which wait for the slowest tally for as long again, but at least a second.
     *
     * @param steered the bundle whose curve the law goes by
     */
    public static SteerWindowsOperator of(BundleId steered, Duration length) {
        return new SteerWindowsOperator(steered, length.toMillis(), Math.max(LEAST_PATIENCE_MILLIS, length.toMillis()));
    }

    @Override
    public void open() throws Exception {
        super.open();
        windows = new OpenWindows(lengthMillis);
        scheduleNext();
    }

    @Override
    public void processElement(StreamRecord<TotalsByBundle> totals) {
        Totals own = totals.getValue().of(steered);
        if (windows != null && !own.equals(Totals.NONE)) {
            windows.add(own, totals.getTimestamp());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        close(mark.equals(Watermark.MAX_WATERMARK) ? mark.getTimestamp() : mark.getTimestamp() + 1);
        super.processWatermark(mark);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task where a timer fails
    private void scheduleNext() {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        getProcessingTimeService().registerTimer(now - Math.floorMod(now, lengthMillis) + lengthMillis, time -> {
            close(getProcessingTimeService().getCurrentProcessingTime() - patienceMillis);
            scheduleNext();
        });
    }

    private void close(long untilMillis) {
        if (windows != null) {
            windows.close(untilMillis)
                    .forEach(window -> output.collect(new StreamRecord<>(window, window.endMillis() - 1)));
        }
    }
}

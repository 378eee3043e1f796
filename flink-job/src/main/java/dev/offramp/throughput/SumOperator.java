package dev.offramp.throughput;

import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds the totals of many subtasks up, interval by interval, so that windows get a few instead of thousands: one layer of a tree
 * between the tallies and the one place that all totals come to. It hands on what it has before every checkpoint barrier and at the
 * end of input, so it keeps no state and counts everything once.
 */
public final class SumOperator extends AbstractStreamOperator<TotalsByBundle>
        implements OneInputStreamOperator<TotalsByBundle, TotalsByBundle> {

    private static final long serialVersionUID = 1;

    private final long intervalMillis;

    @SuppressWarnings("NullAway.Init") // open fills it
    private transient Slices slices;

    /** @param intervalMillis a divisor of the windows behind it */
    public SumOperator(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    /** So many subtasks of the first layer that each of them, and the one behind them all, has as few inputs as can be. */
    public static int layer(int subtasks) {
        return (int) Math.ceil(Math.sqrt(subtasks));
    }

    @Override
    public void open() throws Exception {
        super.open();
        slices = new Slices(intervalMillis);
    }

    @Override
    public void processElement(StreamRecord<TotalsByBundle> totals) {
        slices.add(totals.getValue(), totals.getTimestamp());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        handOn(slices.over(mark.getTimestamp()));
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        handOn(slices.all());
    }

    @Override
    public void finish() throws Exception {
        handOn(slices.all());
        super.finish();
    }

    private void handOn(List<Slices.Slice> sums) {
        sums.forEach(sum -> output.collect(new StreamRecord<>(sum.totals(), sum.timestampMillis())));
    }
}

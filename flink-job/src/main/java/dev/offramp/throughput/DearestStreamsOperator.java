package dev.offramp.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Of the streams that one subtask sums up, hands on the dearest of each window, as totals in which there is nothing else. Every
 * stream comes once a window, with the watermark that ends it; what is still held at a checkpoint barrier or at the end of input is
 * handed on uncut, so it keeps no state, and the windows behind it are exact.
 */
public final class DearestStreamsOperator extends AbstractStreamOperator<Totals>
        implements OneInputStreamOperator<StreamTotals, Totals> {

    private static final long serialVersionUID = 1;

    private final int most;

    @SuppressWarnings("NullAway.Init") // open fills it
    private transient Map<Long, List<StreamTotals>> byTimestamp;

    /** @param most streams of a window */
    public DearestStreamsOperator(int most) {
        this.most = most;
    }

    @Override
    public void open() throws Exception {
        super.open();
        byTimestamp = new TreeMap<>();
    }

    @Override
    public void processElement(StreamRecord<StreamTotals> stream) {
        byTimestamp
                .computeIfAbsent(stream.getTimestamp(), fresh -> new ArrayList<>())
                .add(stream.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        handOn(most);
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        handOn(Integer.MAX_VALUE);
    }

    @Override
    public void finish() throws Exception {
        handOn(Integer.MAX_VALUE);
        super.finish();
    }

    private void handOn(int atMost) {
        byTimestamp.forEach((timestamp, streams) ->
                output.collect(new StreamRecord<>(Totals.of(DearestStreams.of(streams, atMost)), timestamp)));
        byTimestamp.clear();
    }
}

package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Of the streams that one subtask sums up, hands on the dearest of each window and bundle, as totals in which there is nothing else. Every
 * stream comes once a window and bundle, with the watermark that ends it; what is still held at a checkpoint barrier or at the end of input is
 * handed on uncut, so it keeps no state, and the windows behind it are exact.
 */
public final class DearestStreamsOperator extends AbstractStreamOperator<TotalsByBundle>
        implements OneInputStreamOperator<StreamOfBundle, TotalsByBundle> {

    private static final long serialVersionUID = 1;

    private final int most;

    @SuppressWarnings("NullAway.Init") // open fills it
    private transient Map<Long, Map<BundleId, List<StreamTotals>>> byTimestamp;

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
    public void processElement(StreamRecord<StreamOfBundle> stream) {
        byTimestamp
                .computeIfAbsent(stream.getTimestamp(), fresh -> new HashMap<>())
                .computeIfAbsent(stream.getValue().bundle(), fresh -> new ArrayList<>())
                .add(stream.getValue().totals());
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
        byTimestamp.forEach(
                (timestamp, streams) -> output.collect(new StreamRecord<>(dearest(streams, atMost), timestamp)));
        byTimestamp.clear();
    }

    private static TotalsByBundle dearest(Map<BundleId, List<StreamTotals>> streams, int atMost) {
        Map<BundleId, Totals> dearest = new HashMap<>();
        streams.forEach((bundle, each) -> dearest.put(bundle, Totals.of(DearestStreams.of(each, atMost))));
        return new TotalsByBundle(dearest);
    }
}

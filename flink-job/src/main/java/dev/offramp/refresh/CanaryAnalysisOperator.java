package dev.offramp.refresh;

import dev.offramp.sample.BundleId;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Gives {@link CanaryAnalysis} the bundles topic, what tasks saw, and the time. One subtask. State: how far it is with a canary. */
@SuppressWarnings("NullAway.Init") // initializeState fills what is transient
public final class CanaryAnalysisOperator extends AbstractStreamOperator<BundleRecord>
        implements TwoInputStreamOperator<PlacedRecord, SideWindow, BundleRecord> {

    private static final long serialVersionUID = 1;

    private final BundleId home;
    private final long periodMillis;

    private transient CanaryAnalysis analysis;
    private transient ListState<AnalysisState> state;

    /**
     * Watches canaries.
     *
     * @param home         that the job was started with
     * @param periodMillis of the windows
     */
    public CanaryAnalysisOperator(BundleId home, long periodMillis) {
        this.home = home;
        this.periodMillis = periodMillis;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("analysis", AnalysisState.TYPE));
        analysis = new CanaryAnalysis(home, periodMillis, this::publish);
        for (AnalysisState kept : state.get()) {
            analysis.restore(kept);
        }
    }

    private void publish(BundleRecord record) {
        LOG.info("{}", record);
        output.collect(new StreamRecord<>(record));
    }

    @Override
    public void open() throws Exception {
        super.open();
        var unused = getProcessingTimeService()
                .scheduleWithFixedDelay(time -> analysis.tick(now()), periodMillis, periodMillis);
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void processElement1(StreamRecord<PlacedRecord> record) {
        analysis.read(record.getValue().record());
    }

    @Override
    public void processElement2(StreamRecord<SideWindow> window) {
        analysis.saw(window.getValue());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(List.of(analysis.state()));
    }
}

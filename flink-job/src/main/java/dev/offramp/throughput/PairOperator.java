package dev.offramp.throughput;

import dev.offramp.model.LaneItem;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.Origin;
import dev.offramp.stage.PairSide;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Brings together what two bundles made of one sample, behind the last exit, where both sides come to in one lane. No state: both are let
 * in one behind the other, and stages hand on all that they hold before a barrier, so both come before the same one. What is alone then
 * stays alone, for the other side was refused.
 */
@SuppressWarnings("NullAway.Init") // open fills what is transient
public final class PairOperator extends AbstractStreamOperator<SamplePair>
        implements OneInputStreamOperator<LaneItem, SamplePair> {

    private static final long serialVersionUID = 1;

    private final AnswerKind kind;

    private transient Map<Origin, PairSide> alone;

    /** @param kind of the answers of all bundles of the job */
    public PairOperator(AnswerKind kind) {
        this.kind = kind;
    }

    @Override
    public void open() throws Exception {
        super.open();
        alone = new HashMap<>();
    }

    @Override
    public void processElement(StreamRecord<LaneItem> record) {
        if (record.getValue() instanceof PairSide side) {
            take(side);
        }
    }

    private void take(PairSide side) {
        PairSide first = alone.remove(side.sample().origin());
        if (first == null) {
            alone.put(side.sample().origin(), side);
        } else if (side.isCopy() != first.isCopy()) {
            output.collect(new StreamRecord<>(
                    side.isCopy() ? SamplePair.of(side, first, kind) : SamplePair.of(first, side, kind)));
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        alone.clear();
    }
}

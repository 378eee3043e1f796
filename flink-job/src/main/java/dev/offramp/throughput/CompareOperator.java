package dev.offramp.throughput;

import dev.offramp.exit.Answer;
import dev.offramp.refresh.SideTally;
import dev.offramp.refresh.SideTotals;
import dev.offramp.refresh.SideWindow;
import dev.offramp.sample.BundleId;
import java.io.Serializable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up what each bundle does for groups of streams, alone or as a shadow, in the task that answers, for rules that compare bundles. Windows are by the clock, and
 * end with every period, before every checkpoint barrier and at the end of input: so it keeps nothing in state and counts everything once.
 */
@SuppressWarnings("NullAway.Init") // open fills what is transient
public final class CompareOperator<T> extends AbstractStreamOperator<SideWindow>
        implements OneInputStreamOperator<T, SideWindow> {

    private static final long serialVersionUID = 1;

    /** Counts one of them. */
    interface Count<T> extends Serializable {
        void in(SideTally tally, T counted);
    }

    private final Count<T> count;
    private final long periodMillis;

    private transient SideTally tally;
    private transient long sinceMillis;

    private CompareOperator(Count<T> count, long periodMillis) {
        this.count = count;
        this.periodMillis = periodMillis;
    }

    /**
     * Of answers.
     *
     * @param home that the job was started with; answers that name no bundle are its
     */
    public static CompareOperator<Answer> ofAnswers(BundleId home, long periodMillis) {
        return new CompareOperator<>((tally, answer) -> add(answer, home, tally), periodMillis);
    }

    /** Of what shadows did, beside what was answered. */
    public static CompareOperator<SamplePair> ofPairs(long periodMillis) {
        return new CompareOperator<>(CompareOperator::add, periodMillis);
    }

    @Override
    public void open() throws Exception {
        super.open();
        tally = new SideTally();
        sinceMillis = now();
        scheduleNext();
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Flink fails the task where a timer fails
    private void scheduleNext() {
        long end = Math.floorDiv(now(), periodMillis) * periodMillis + periodMillis;
        getProcessingTimeService().registerTimer(end, time -> {
            handOn(end);
            scheduleNext();
        });
    }

    @Override
    public void processElement(StreamRecord<T> record) {
        count.in(tally, record.getValue());
    }

    private static void add(SideTally tally, SamplePair pair) {
        tally.add(pair.shadow(), pair.answered(), pair.stream(), pair.seen());
    }

    private static void add(Answer answer, BundleId home, SideTally tally) {
        BundleId bundle = answer.bundle().equals(BundleId.UNNAMED) ? home : answer.bundle();
        tally.add(bundle, answer.sample().stream(), totals(answer));
    }

    private static SideTotals totals(Answer answer) {
        double multiplyAdds = (double) answer.journey().multiplyAdds();
        double latencyMillis = (double) answer.endToEndMillis();
        return answer.sample().label().isPresent()
                ? SideTotals.labelled(answer.isRight(), multiplyAdds, latencyMillis)
                : SideTotals.unlabelled(multiplyAdds, latencyMillis);
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

    /** Windows follow each other also where the clock steps back. */
    private void handOn(long untilMillis) {
        long endMillis = Math.max(untilMillis, sinceMillis + 1);
        tally.end(sinceMillis, endMillis).forEach(window -> output.collect(new StreamRecord<>(window)));
        sinceMillis = endMillis;
    }
}

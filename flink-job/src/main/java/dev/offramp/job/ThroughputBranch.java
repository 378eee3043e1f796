package dev.offramp.job;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.kafka.EncodeWindowsFunction;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.model.LaneItem;
import dev.offramp.refresh.SideWindow;
import dev.offramp.sample.BundleId;
import dev.offramp.throughput.CompareOperator;
import dev.offramp.throughput.DearestStreamsOperator;
import dev.offramp.throughput.PairOperator;
import dev.offramp.throughput.SamplePair;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StreamOfBundle;
import dev.offramp.throughput.SumOperator;
import dev.offramp.throughput.SumStream;
import dev.offramp.throughput.SumTotals;
import dev.offramp.throughput.TallyOperator;
import dev.offramp.throughput.TotalsByBundle;
import dev.offramp.throughput.WindowFunction;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/** The branch of the picture that counts: tallies beside the answers, the tree that sums them up, and windows of them. */
record ThroughputBranch(Settings settings) {

    /** Answers go through; what they come to goes aside. */
    SingleOutputStreamOperator<Answer> tally(DataStream<Answer> answers) {
        return answers.transform(
                        "tally",
                        Answer.TYPE,
                        TallyOperator.ofAnswers(
                                home(), TotalsTree.of(settings).periodMillis(), settings.streamGroups()))
                .uid("tally");
    }

    /** Beside the last exit, whose slots it would widen with more subtasks. */
    SingleOutputStreamOperator<Agreement> tallyShadows(DataStream<Agreement> agreements) {
        return besideLastExit(
                agreements.transform(
                        "tally-shadows",
                        Agreement.TYPE,
                        TallyOperator.ofAgreements(
                                home(), TotalsTree.of(settings).periodMillis())),
                "tally-shadows");
    }

    /** What two bundles made of the same sample, where both sides come to, in the task of the last exit. */
    SingleOutputStreamOperator<SamplePair> pair(DataStream<LaneItem> ends) {
        SingleOutputStreamOperator<SamplePair> pairs = besideLastExit(
                ends.transform(
                        "pair-shadows",
                        SamplePair.TYPE,
                        new PairOperator(settings.bundle().answers())),
                "pair-shadows");
        return besideLastExit(
                pairs.transform(
                        "tally-pairs",
                        SamplePair.TYPE,
                        TallyOperator.ofPairs(home(), TotalsTree.of(settings).periodMillis())),
                "tally-pairs");
    }

    private <T> SingleOutputStreamOperator<T> besideLastExit(SingleOutputStreamOperator<T> operator, String uid) {
        return StageSlots.of(settings, settings.stages().size()).place(operator).uid(uid);
    }

    /** What all tallies count, of all subtasks, in one place. */
    DataStream<TotalsByBundle> sum(
            SingleOutputStreamOperator<Answer> answers, List<SingleOutputStreamOperator<?>> shadows) {
        DataStream<TotalsByBundle> totals = answers.getSideOutput(TallyOperator.TOTALS);
        for (SingleOutputStreamOperator<?> one : shadows) {
            totals = totals.union(one.getSideOutput(TallyOperator.TOTALS));
        }
        return TotalsTree.of(settings).sum(totals);
    }

    /**
     * The dearest streams of each window and bundle, exactly: each is summed up in one place, and every place hands on as many as a window names.
     */
    DataStream<TotalsByBundle> streams(SingleOutputStreamOperator<Answer> answers) {
        int places = SumOperator.layer(answers.getExecutionEnvironment().getParallelism());
        return answers.getSideOutput(TallyOperator.STREAMS)
                .keyBy(StreamOfBundle::key, Types.STRING)
                .window(TumblingEventTimeWindows.of(settings.window()))
                .reduce(new SumStream())
                .name("sum-streams")
                .uid("sum-streams")
                .setParallelism(places)
                .transform("dearest-streams", TotalsByBundle.TYPE, new DearestStreamsOperator(settings.streamsTold()))
                .uid("dearest-streams")
                .setParallelism(places);
    }

    /** What each bundle did for groups of streams, in the task that answers, and what shadows did in that of the last exit. */
    DataStream<SideWindow> compare(DataStream<Answer> answers, DataStream<SamplePair> pairs) {
        long period = RefreshBranch.COMPARE_PERIOD.toMillis();
        DataStream<SideWindow> alone = answers.transform(
                        "compare", SideWindow.TYPE, CompareOperator.ofAnswers(home(), period))
                .uid("compare")
                .setBufferTimeout(RefreshBranch.BUFFER_TIMEOUT_MILLIS);
        return alone.union(besideLastExit(
                        pairs.transform("compare-pairs", SideWindow.TYPE, CompareOperator.ofPairs(period)),
                        "compare-pairs")
                .setBufferTimeout(RefreshBranch.BUFFER_TIMEOUT_MILLIS));
    }

    /** One record a window and bundle. */
    DataStream<OutgoingRecord> window(DataStream<TotalsByBundle> totals) {
        return totals.windowAll(TumblingEventTimeWindows.of(settings.window()))
                .aggregate(
                        new SumTotals(),
                        new WindowFunction(home(), settings.bundle().stages().size()),
                        TotalsByBundle.TYPE,
                        TotalsByBundle.TYPE,
                        ServedWindow.TYPE)
                .name("throughput-windows")
                .uid("throughput-windows")
                .map(new EncodeWindowsFunction(settings.streamsTold()))
                .returns(OutgoingRecord.TYPE)
                .name("encode-throughput")
                .uid("encode-throughput")
                .setParallelism(1);
    }

    private BundleId home() {
        return settings.bundle().id();
    }
}

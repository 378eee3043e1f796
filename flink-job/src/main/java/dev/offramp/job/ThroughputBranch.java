package dev.offramp.job;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.kafka.EncodeWindowsFunction;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.throughput.DearestStreamsOperator;
import dev.offramp.throughput.StreamTotals;
import dev.offramp.throughput.SumOperator;
import dev.offramp.throughput.SumStream;
import dev.offramp.throughput.SumTotals;
import dev.offramp.throughput.TallyOperator;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import dev.offramp.throughput.WindowFunction;
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
                        TallyOperator.ofAnswers(TotalsTree.of(settings).periodMillis(), settings.streamGroups()))
                .uid("tally");
    }

    /** Beside the last exit, whose slots it would widen with more subtasks. */
    SingleOutputStreamOperator<Agreement> tallyShadows(DataStream<Agreement> agreements) {
        return StageSlots.of(settings, settings.stages().size())
                .place(agreements.transform(
                        "tally-shadows",
                        Agreement.TYPE,
                        TallyOperator.ofAgreements(TotalsTree.of(settings).periodMillis())))
                .uid("tally-shadows");
    }

    /** What both tallies count, of all subtasks, in one place. */
    DataStream<Totals> sum(SingleOutputStreamOperator<Answer> answers, SingleOutputStreamOperator<Agreement> shadows) {
        return TotalsTree.of(settings)
                .sum(answers.getSideOutput(TallyOperator.TOTALS).union(shadows.getSideOutput(TallyOperator.TOTALS)));
    }

    /**
     * The dearest streams of each window, exactly: each stream is summed up in one place, and every place hands on as many as a window names.
     */
    DataStream<Totals> streams(SingleOutputStreamOperator<Answer> answers) {
        int places = SumOperator.layer(answers.getExecutionEnvironment().getParallelism());
        return answers.getSideOutput(TallyOperator.STREAMS)
                .keyBy(StreamTotals::stream, Types.STRING)
                .window(TumblingEventTimeWindows.of(settings.window()))
                .reduce(new SumStream())
                .name("sum-streams")
                .uid("sum-streams")
                .setParallelism(places)
                .transform("dearest-streams", Totals.TYPE, new DearestStreamsOperator(settings.streamsTold()))
                .uid("dearest-streams")
                .setParallelism(places);
    }

    /** One record a window. */
    DataStream<OutgoingRecord> window(DataStream<Totals> totals) {
        return totals.windowAll(TumblingEventTimeWindows.of(settings.window()))
                .aggregate(
                        new SumTotals(),
                        new WindowFunction(settings.bundle().stages().size()),
                        Totals.TYPE,
                        Totals.TYPE,
                        Window.TYPE)
                .name("throughput-windows")
                .uid("throughput-windows")
                .map(new EncodeWindowsFunction(
                        settings.bundle().id(), settings.bundle().stages().size(), settings.streamsTold()))
                .returns(OutgoingRecord.TYPE)
                .name("encode-throughput")
                .uid("encode-throughput")
                .setParallelism(1);
    }
}

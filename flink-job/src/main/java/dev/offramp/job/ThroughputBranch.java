package dev.offramp.job;

import dev.offramp.exit.Agreement;
import dev.offramp.exit.Answer;
import dev.offramp.kafka.EncodeWindowsFunction;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.throughput.SumTotals;
import dev.offramp.throughput.TallyOperator;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import dev.offramp.throughput.WindowFunction;
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
                        TallyOperator.ofAnswers(TotalsTree.of(settings).periodMillis()))
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

    /** One record a window. */
    DataStream<OutgoingRecord> window(DataStream<Totals> totals) {
        return totals.windowAll(TumblingEventTimeWindows.of(settings.window()))
                .aggregate(new SumTotals(), new WindowFunction(), Totals.TYPE, Totals.TYPE, Window.TYPE)
                .name("throughput-windows")
                .uid("throughput-windows")
                .map(new EncodeWindowsFunction(
                        settings.bundle().id(), settings.bundle().stages().size()))
                .returns(OutgoingRecord.TYPE)
                .name("encode-throughput")
                .uid("encode-throughput")
                .setParallelism(1);
    }
}

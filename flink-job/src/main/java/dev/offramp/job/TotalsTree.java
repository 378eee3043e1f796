package dev.offramp.job;

import dev.offramp.throughput.SumOperator;
import dev.offramp.throughput.TallyPeriod;
import dev.offramp.throughput.TotalsByBundle;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The way from the tallies of all subtasks to the one place of windows: a tree, for no place can take in the totals of a thousand
 * subtasks. Nothing of it keeps state.
 *
 * @param periodMillis how often totals come, a divisor of every window
 */
record TotalsTree(long periodMillis) {

    static TotalsTree of(Settings settings) {
        Duration window = settings.window();
        return new TotalsTree(TallyPeriod.millis(settings.control()
                .steering()
                .map(goal -> List.of(window, goal.interval()))
                .orElse(List.of(window))));
    }

    /** One total an interval, and besides one a checkpoint. */
    DataStream<TotalsByBundle> sum(DataStream<TotalsByBundle> totals) {
        int layer = SumOperator.layer(totals.getExecutionEnvironment().getParallelism());
        return totals.rescale()
                .transform("sum-totals", TotalsByBundle.TYPE, new SumOperator(periodMillis))
                .uid("sum-totals")
                .setParallelism(layer)
                .transform("sum-all-totals", TotalsByBundle.TYPE, new SumOperator(periodMillis))
                .uid("sum-all-totals")
                .setParallelism(1);
    }
}

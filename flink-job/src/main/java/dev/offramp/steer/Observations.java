package dev.offramp.steer;

import dev.offramp.budget.Observation;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.Latencies;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What the law of steering wants to know of a window. */
final class Observations {

    private static final double MICROS = 1e6;

    private Observations() {}

    static Observation of(Window window, int exits, StageParallelism parallelism) {
        Totals totals = window.totals().covering(exits);
        Histogram latency = totals.latencyMicros();
        List<ExitTotals> early = totals.exits().subList(0, exits - 1);
        long leftEarly = early.stream().mapToLong(ExitTotals::samples).sum();
        return new Observation(
                (window.endMillis() - window.startMillis()) / 1000.0,
                totals.samples(),
                totals.multiplyAdds(),
                parallelism.slotSeconds(
                        totals.stages().stream().map(Observations::seconds).toList(), totals.tallies()),
                latency.getValueAtPercentile(50) / MICROS,
                latency.getValueAtPercentile(95) / MICROS,
                (double) leftEarly / Math.max(1, totals.samples()),
                early.stream().mapToLong(ExitTotals::shadowed).sum(),
                early.stream().mapToLong(ExitTotals::agreed).sum());
    }

    /** A sample's share of its batch's time, summed. */
    static double seconds(StageTotals stage) {
        if (stage.samples() == 0) {
            return 0;
        }
        double meanBatch = (double) stage.batchSizes() / stage.samples();
        return stage.samples() * Latencies.mean(stage.computeMicros()) / MICROS / meanBatch;
    }
}

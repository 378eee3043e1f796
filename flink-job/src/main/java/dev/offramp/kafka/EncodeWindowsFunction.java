package dev.offramp.kafka;

import dev.offramp.budget.Interval;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.LatencySummary;
import dev.offramp.schema.Share;
import dev.offramp.schema.StageThroughput;
import dev.offramp.schema.ThroughputWindow;
import dev.offramp.throughput.BudgetTotals;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.Latencies;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.flink.api.common.functions.MapFunction;
import org.jspecify.annotations.Nullable;

/** Turns throughput windows into records. */
public final class EncodeWindowsFunction implements MapFunction<Window, OutgoingRecord> {

    private static final long serialVersionUID = 1;

    private final BundleId bundle;
    private final int exits;

    /**
     * Encodes the windows of one bundle.
     *
     * @param exits of the bundle; each has an entry, and so has its stage
     */
    public EncodeWindowsFunction(BundleId bundle, int exits) {
        this.bundle = bundle;
        this.exits = exits;
    }

    @Override
    public OutgoingRecord map(Window window) {
        byte[] key = bundle.name().getBytes(StandardCharsets.UTF_8);
        byte[] value = SingleObject.encode(ThroughputWindow.getEncoder(), record(window));
        return new OutgoingRecord(key, value, window.endMillis());
    }

    private ThroughputWindow record(Window window) {
        Totals totals = window.totals().covering(exits);
        double seconds = (window.endMillis() - window.startMillis()) / 1000.0;
        long labelled = totals.exits().stream().mapToLong(ExitTotals::labelled).sum();
        long correct = totals.exits().stream().mapToLong(ExitTotals::correct).sum();
        return ThroughputWindow.newBuilder()
                .setWindowStart(Instant.ofEpochMilli(window.startMillis()))
                .setWindowEnd(Instant.ofEpochMilli(window.endMillis()))
                .setBundleName(bundle.name())
                .setBundleVersion(bundle.version())
                .setSamples(totals.samples())
                .setSamplesPerSecond(totals.samples() / seconds)
                .setMultiplyAdds(totals.multiplyAdds())
                .setMeanMultiplyAdds((double) totals.multiplyAdds() / Math.max(1, totals.samples()))
                .setBudgetUse(budgetUse(totals.budget()))
                .setLabelled(labelled)
                .setCorrect(correct)
                .setAccuracy(labelled == 0 ? null : (double) correct / labelled)
                .setWithDeadline(totals.limits().withDeadline())
                .setInTime(totals.limits().inTime())
                .setCutByDeadline(totals.limits().cutByDeadline())
                .setCutByBudget(totals.limits().cutByBudget())
                .setShadowMultiplyAdds(totals.shadowMultiplyAdds())
                .setLatency(summary(totals.latencyMicros()))
                .setExits(exits(totals))
                .setStages(stages(totals))
                .build();
    }

    private static @Nullable Double budgetUse(BudgetTotals budget) {
        return budget.samples() == 0 ? null : (double) budget.multiplyAdds() / budget.allowed();
    }

    private static List<ExitThroughput> exits(Totals totals) {
        List<ExitThroughput> exits = new ArrayList<>();
        for (ExitTotals exit : totals.exits()) {
            exits.add(new ExitThroughput(
                    exits.size() + 1,
                    exit.samples(),
                    (double) exit.samples() / Math.max(1, totals.samples()),
                    exit.labelled(),
                    exit.correct(),
                    exit.shadowed(),
                    exit.agreed(),
                    agreement(exit),
                    summary(exit.latencyMicros())));
        }
        return exits;
    }

    private static @Nullable Share agreement(ExitTotals exit) {
        if (exit.shadowed() == 0) {
            return null;
        }
        Interval agreement = Interval.ofShare(exit.agreed(), exit.shadowed());
        return new Share(agreement.value(), agreement.low(), agreement.high());
    }

    private static List<StageThroughput> stages(Totals totals) {
        List<StageThroughput> stages = new ArrayList<>();
        for (StageTotals stage : totals.stages()) {
            stages.add(new StageThroughput(
                    stages.size() + 1,
                    stage.samples(),
                    (double) stage.batchSizes() / Math.max(1, stage.samples()),
                    summary(stage.queueMicros()),
                    summary(stage.computeMicros())));
        }
        return stages;
    }

    private static LatencySummary summary(Histogram micros) {
        return new LatencySummary(
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(95),
                micros.getValueAtPercentile(99),
                micros.getMaxValue(),
                ByteBuffer.wrap(Latencies.encode(micros)));
    }
}

package dev.offramp.kafka;

import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.LabelThroughput;
import dev.offramp.schema.LatencySummary;
import dev.offramp.schema.NumberThroughput;
import dev.offramp.schema.StageThroughput;
import dev.offramp.schema.ThroughputWindow;
import dev.offramp.throughput.BudgetTotals;
import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.LabelTotals;
import dev.offramp.throughput.Latencies;
import dev.offramp.throughput.LimitTotals;
import dev.offramp.throughput.NumberTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.StreamTotals;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of a job's throughput back into windows, so that they can be added up again. The inverse of
 * {@link EncodeWindowsFunction}, but for what a record does not say: how many of its samples had a budget; all of them are taken
 * to have had one, where any had.
 */
public final class WindowReader {

    /** As many as totals can be kept of. */
    private static final int MOST_EXITS = 255;

    private final SingleObjectReader<ThroughputWindow> windows;

    public WindowReader(WriterSchemas registry) {
        this.windows = new SingleObjectReader<>(ThroughputWindow.class, registry);
    }

    /** The window in a record's value, written by this release or one before; or why there is none. */
    public ServedWindow read(byte[] value) throws Refusal {
        ThroughputWindow record = windows.read(value);
        long start = record.getWindowStart().toEpochMilli();
        long end = record.getWindowEnd().toEpochMilli();
        int exits = record.getExits().size();
        if (end <= start || exits < 1 || exits > MOST_EXITS) {
            throw new Refusal(
                    RefusalReason.CORRUPT_AVRO,
                    "a window of " + exits + " exits from " + record.getWindowStart() + " to " + record.getWindowEnd());
        }
        if (record.getStages().size() > exits
                || record.getStreams().stream()
                        .anyMatch(stream -> stream.getExits().size() > exits)) {
            throw new Refusal(
                    RefusalReason.CORRUPT_AVRO,
                    "a window of " + exits + " exits with more stages, or streams that left by more");
        }
        try {
            var bundle = new BundleId(record.getBundleName(), record.getBundleVersion());
            return new ServedWindow(bundle, exits, new Window(start, end, totals(record)));
        } catch (IOException corrupt) {
            throw new Refusal(RefusalReason.CORRUPT_AVRO, corrupt.getMessage() + "");
        }
    }

    private static Totals totals(ThroughputWindow record) throws IOException {
        List<ExitTotals> exits = new ArrayList<>();
        for (ExitThroughput exit : record.getExits()) {
            exits.add(exit(exit));
        }
        List<StageTotals> stages = new ArrayList<>();
        for (StageThroughput stage : record.getStages()) {
            stages.add(stage(stage));
        }
        var limits = new LimitTotals(
                record.getWithDeadline(), record.getInTime(), record.getCutByDeadline(), record.getCutByBudget());
        return new Totals(
                        record.getMultiplyAdds(),
                        record.getShadowMultiplyAdds(),
                        budget(record),
                        limits,
                        exits,
                        stages,
                        0)
                .with(streams(record))
                .with(ShadowRecord.read(record.getShadow()))
                .with(labels(record.getLabels()))
                .with(numbers(record.getNumbers()));
    }

    private static NumberTotals numbers(@Nullable NumberThroughput numbers) {
        return numbers == null ? NumberTotals.NONE : new NumberTotals(numbers.getSamples(), numbers.getAbsoluteError());
    }

    private static LabelTotals labels(@Nullable LabelThroughput labels) {
        return labels == null
                ? LabelTotals.NONE
                : new LabelTotals(labels.getRight(), labels.getWrong(), labels.getMissed());
    }

    private static BudgetTotals budget(ThroughputWindow record) {
        Double use = record.getBudgetUse();
        if (use == null || !(use > 0)) {
            return Totals.NONE.budget();
        }
        long allowed = Math.round(record.getMultiplyAdds() / use);
        return new BudgetTotals(record.getSamples(), allowed, record.getMultiplyAdds());
    }

    private static DearestStreams streams(ThroughputWindow record) {
        List<StreamTotals> named = record.getStreams().stream()
                .map(stream -> new StreamTotals(
                        stream.getStream(), stream.getMultiplyAdds(), stream.getComputeMicros(), stream.getExits()))
                .toList();
        return new DearestStreams(named, record.getOtherStreams());
    }

    private static ExitTotals exit(ExitThroughput exit) throws IOException {
        return new ExitTotals(
                exit.getSamples(),
                exit.getLabelled(),
                exit.getCorrect(),
                exit.getShadowed(),
                exit.getAgreed(),
                histogram(exit.getLatency()));
    }

    private static StageTotals stage(StageThroughput stage) throws IOException {
        return new StageTotals(
                stage.getSamples(),
                Math.round(stage.getMeanBatchSize() * stage.getSamples()),
                histogram(stage.getQueue()),
                histogram(stage.getCompute()));
    }

    private static Histogram histogram(LatencySummary summary) throws IOException {
        ByteBuffer buffer = summary.getHistogram().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return Latencies.decode(bytes);
    }
}

package dev.offramp.kafka;

import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.LabelThroughput;
import dev.offramp.schema.LatencySummary;
import dev.offramp.schema.NumberThroughput;
import dev.offramp.schema.Share;
import dev.offramp.schema.StageThroughput;
import dev.offramp.schema.StreamThroughput;
import dev.offramp.schema.ThroughputWindow;
import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ExitFigures;
import dev.offramp.throughput.LabelTotals;
import dev.offramp.throughput.LatencyFigures;
import dev.offramp.throughput.NumberTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StageFigures;
import dev.offramp.throughput.StreamTotals;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import dev.offramp.throughput.WindowFigures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalDouble;
import org.apache.flink.api.common.functions.MapFunction;
import org.jspecify.annotations.Nullable;

/** Turns throughput windows into records: one of each bundle that answered in an interval. */
public final class EncodeWindowsFunction implements MapFunction<ServedWindow, OutgoingRecord> {

    private static final long serialVersionUID = 1;

    private final int streams;

    /** @param streams that a window names at most */
    public EncodeWindowsFunction(int streams) {
        this.streams = streams;
    }

    @Override
    public OutgoingRecord map(ServedWindow served) {
        byte[] key = served.bundle().name().getBytes(StandardCharsets.UTF_8);
        byte[] value = SingleObject.encode(ThroughputWindow.getEncoder(), record(served));
        return new OutgoingRecord(key, value, served.window().endMillis());
    }

    /** Each exit of the bundle has an entry, and so has its stage. */
    private ThroughputWindow record(ServedWindow served) {
        Window window = served.window();
        WindowFigures figures = served.figures();
        Totals totals = window.totals();
        DearestStreams dearest = totals.streams().atMost(streams);
        return ThroughputWindow.newBuilder()
                .setWindowStart(Instant.ofEpochMilli(window.startMillis()))
                .setWindowEnd(Instant.ofEpochMilli(window.endMillis()))
                .setBundleName(served.bundle().name())
                .setBundleVersion(served.bundle().version())
                .setSamples(figures.samples())
                .setSamplesPerSecond(figures.samplesPerSecond())
                .setMultiplyAdds(totals.multiplyAdds())
                .setMeanMultiplyAdds(figures.meanMultiplyAdds())
                .setBudgetUse(nullable(figures.budgetUse()))
                .setLabelled(figures.labelled())
                .setCorrect(figures.correct())
                .setAccuracy(nullable(figures.accuracy()))
                .setWithDeadline(totals.limits().withDeadline())
                .setInTime(totals.limits().inTime())
                .setCutByDeadline(totals.limits().cutByDeadline())
                .setCutByBudget(totals.limits().cutByBudget())
                .setShadowMultiplyAdds(totals.shadowMultiplyAdds())
                .setLatency(summary(figures.latency()))
                .setExits(figures.exits().stream()
                        .map(EncodeWindowsFunction::exit)
                        .toList())
                .setStages(figures.stages().stream()
                        .map(EncodeWindowsFunction::stage)
                        .toList())
                .setStreams(dearest.named().stream()
                        .map(EncodeWindowsFunction::stream)
                        .toList())
                .setOtherStreams(dearest.others())
                .setShadow(ShadowRecord.of(totals.pairs()))
                .setLabels(labels(totals.labels()))
                .setNumbers(numbers(totals.numbers()))
                .build();
    }

    private static @Nullable LabelThroughput labels(LabelTotals labels) {
        return labels.equals(LabelTotals.NONE)
                ? null
                : new LabelThroughput(labels.right(), labels.wrong(), labels.missed(), nullable(labels.f1()));
    }

    private static @Nullable NumberThroughput numbers(NumberTotals numbers) {
        return numbers.equals(NumberTotals.NONE)
                ? null
                : new NumberThroughput(
                        numbers.samples(), numbers.absoluteError(), nullable(numbers.meanAbsoluteError()));
    }

    private static ExitThroughput exit(ExitFigures exit) {
        return new ExitThroughput(
                exit.exit(),
                exit.totals().samples(),
                exit.share(),
                exit.totals().labelled(),
                exit.totals().correct(),
                exit.totals().shadowed(),
                exit.totals().agreed(),
                exit.agreement()
                        .map(agreement -> new Share(agreement.value(), agreement.low(), agreement.high()))
                        .orElse(null),
                summary(exit.latency()));
    }

    private static StageThroughput stage(StageFigures stage) {
        return new StageThroughput(
                stage.stage(),
                stage.samples(),
                stage.meanBatchSize(),
                summary(stage.queue()),
                summary(stage.compute()));
    }

    private static StreamThroughput stream(StreamTotals stream) {
        return new StreamThroughput(
                stream.stream(), stream.samples(), stream.multiplyAdds(), stream.computeMicros(), stream.exits());
    }

    private static LatencySummary summary(LatencyFigures latency) {
        return new LatencySummary(
                latency.p50Micros(),
                latency.p95Micros(),
                latency.p99Micros(),
                latency.maxMicros(),
                ByteBuffer.wrap(latency.histogram()));
    }

    private static @Nullable Double nullable(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }
}

package dev.offramp.bench;

import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.picture.Drawing;
import dev.offramp.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Latencies under one load.
 *
 * @param loadPercent  of the sustainable rate
 * @param bufferMillis that Flink waits for a network buffer to fill
 * @param stageMillis  in all stages, the sum of the medians
 */
record LatencyRow(
        String guarantee,
        int loadPercent,
        double perSecond,
        long answers,
        long lingerMillis,
        long bufferMillis,
        double stageMillis,
        Delays delays) {

    private static final int AIM_LOAD = 50;
    private static final List<Double> SHOWN = List.of(50.0, 95.0, 99.0);

    /** What a consumer waits for; with exactly-once most of it is the checkpoint that commits the answer. */
    Figure latency() {
        String definition = "From a frame's creation until a reader of committed answers has its answer, the commit"
                + " included, " + manner();
        return Figure.reported(
                "latency at " + loadPercent + " %, " + guarantee, definition, measured(delays.seenMillis()));
    }

    /** The part that stages, batches and exits have a say in. */
    Figure decision() {
        String name = "decision at " + loadPercent + " %, " + guarantee;
        String definition = "From a frame's creation to the exit's decision, " + manner();
        String measured = measured(delays.answeredMillis());
        if (loadPercent != AIM_LOAD) {
            return Figure.reported(name, definition, measured);
        }
        return Figure.of(
                name,
                definition,
                String.format(
                        Locale.ROOT,
                        "p99 at most %.0f ms (linger %d + 3 x stages %.1f + buffer %d)",
                        aim(),
                        lingerMillis,
                        stageMillis,
                        bufferMillis),
                measured,
                Delays.at(delays.answeredMillis(), 99) <= aim());
    }

    private String manner() {
        return "p50/p95/p99, in an open loop at " + loadPercent
                + " % of the sustainable rate; the first quarter is dropped.";
    }

    private static String measured(List<Long> millis) {
        return String.join(
                        " / ",
                        SHOWN.stream()
                                .map(percentile -> Long.toString(Delays.at(millis, percentile)))
                                .toList())
                + " ms";
    }

    private double aim() {
        return lingerMillis + 3 * stageMillis + bufferMillis;
    }

    static Table table(List<LatencyRow> rows) {
        List<String> columns = List.of(
                "guarantee, load",
                "load/s",
                "answers",
                "stages",
                "answered p50",
                "answered p95",
                "answered p99",
                "p50",
                "p95",
                "p99",
                "seen p50",
                "seen p95",
                "seen p99");
        return new Table(
                "Latency", columns, rows.stream().map(LatencyRow::cells).toList());
    }

    static Drawing drawing(List<LatencyRow> rows) {
        return Drawing.of(
                bars("Latency: creation to the exit's decision", rows, LatencyRow::decided),
                bars("Latency: creation to a reader of committed answers", rows, LatencyRow::seen));
    }

    private static Bars bars(String title, List<LatencyRow> rows, BiFunction<LatencyRow, Double, Bar> bar) {
        return new Bars(
                title,
                "milliseconds",
                rows.stream()
                        .flatMap(row -> SHOWN.stream().map(percentile -> bar.apply(row, percentile)))
                        .toList());
    }

    private Bar decided(double percentile) {
        Bar bar = bar(delays.answeredMillis(), percentile);
        return loadPercent == AIM_LOAD && percentile == 99 ? bar.aiming(Aim.atMost(aim())) : bar;
    }

    private Bar seen(double percentile) {
        return bar(delays.seenMillis(), percentile);
    }

    private Bar bar(List<Long> millis, double percentile) {
        String name = String.format(Locale.ROOT, "%s, %d %% load, p%.0f", guarantee, loadPercent, percentile);
        return Bar.of(name, (double) Delays.at(millis, percentile));
    }

    private List<String> cells() {
        List<String> cells = new ArrayList<>(List.of(
                guarantee + ", " + loadPercent + " %",
                Figures.count(perSecond),
                Figures.count((double) answers),
                Figures.millis(stageMillis)));
        Stream.of(delays.answeredMillis(), delays.writtenMillis(), delays.seenMillis())
                .flatMap(values -> SHOWN.stream().map(percentile -> Delays.at(values, percentile) + " ms"))
                .forEach(cells::add);
        return cells;
    }
}

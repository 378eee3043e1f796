package dev.offramp.bench;

import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Latencies under one load.
 *
 * @param loadPercent  of the sustainable rate
 * @param stageMillis  in all stages, the sum of the medians
 */
record LatencyRow(
        String guarantee,
        int loadPercent,
        double perSecond,
        long answers,
        long lingerMillis,
        double stageMillis,
        Delays delays) {

    private static final int AIM_LOAD = 50;
    private static final List<Double> SHOWN = List.of(50.0, 95.0, 99.0);

    Figure figure() {
        String name = "latency at " + loadPercent + " %, " + guarantee;
        String definition =
                "From a frame's creation to the output topic's broker timestamp, p50/p95/p99, in an open loop at "
                        + loadPercent + " % of the sustainable rate; the first quarter is dropped.";
        String measured = String.join(
                        " / ",
                        SHOWN.stream()
                                .map(percentile -> Long.toString(Delays.at(delays.writtenMillis(), percentile)))
                                .toList())
                + " ms";
        if (loadPercent != AIM_LOAD) {
            return Figure.reported(name, definition, measured);
        }
        return Figure.of(
                name,
                definition,
                String.format(
                        Locale.ROOT,
                        "p99 at most %.0f ms (linger %d + 2 x stages %.1f)",
                        aim(),
                        lingerMillis,
                        stageMillis),
                measured,
                Delays.at(delays.writtenMillis(), 99) <= aim());
    }

    private double aim() {
        return lingerMillis + 2 * stageMillis;
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

    static Bars bars(List<LatencyRow> rows) {
        return new Bars(
                "Latency: creation to broker timestamp",
                "milliseconds",
                rows.stream().flatMap(row -> SHOWN.stream().map(row::bar)).toList());
    }

    private Bar bar(double percentile) {
        Bar bar =
                Bar.of(String.format(Locale.ROOT, "%s, %d %% load, p%.0f", guarantee, loadPercent, percentile), (double)
                        Delays.at(delays.writtenMillis(), percentile));
        return loadPercent == AIM_LOAD && percentile == 99 ? bar.aiming(Aim.atMost(aim())) : bar;
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

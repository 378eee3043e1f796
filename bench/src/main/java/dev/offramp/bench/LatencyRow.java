package dev.offramp.bench;

import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.LineChart;
import dev.offramp.bench.report.Table;
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
        double aim = lingerMillis + 2 * stageMillis;
        return Figure.of(
                name,
                definition,
                String.format(
                        Locale.ROOT,
                        "p99 at most %.0f ms (linger %d + 2 x stages %.1f)",
                        aim,
                        lingerMillis,
                        stageMillis),
                measured,
                Delays.at(delays.writtenMillis(), 99) <= aim);
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

    /** Percentiles on an axis that spreads the rare ones: 10 is the 90th, 100 the 99th. */
    static LineChart chart(List<LatencyRow> rows) {
        List<Double> oneIn = Delays.PERCENTILES.stream()
                .map(percentile -> 100 / (100 - percentile))
                .toList();
        return new LineChart(
                "Latency: creation to broker timestamp",
                "the slowest one in ...",
                "ms",
                rows.stream()
                        .map(row -> new LineChart.Line(
                                row.guarantee + ", " + row.loadPercent + " %",
                                oneIn,
                                row.delays.writtenMillis().stream()
                                        .map(millis -> Math.max(1.0, millis))
                                        .toList()))
                        .toList());
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

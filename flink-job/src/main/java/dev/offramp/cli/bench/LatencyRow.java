package dev.offramp.cli.bench;

import dev.offramp.cli.bench.report.Figure;
import dev.offramp.cli.bench.report.LineChart;
import dev.offramp.cli.bench.report.Table;
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
 * @param writtenMillis at {@link #PERCENTILES}, to the broker's timestamp
 * @param seenMillis    at {@link #PERCENTILES}, to a reader of committed answers
 */
record LatencyRow(
        String guarantee,
        int loadPercent,
        double perSecond,
        long answers,
        long lingerMillis,
        double stageMillis,
        List<Long> writtenMillis,
        List<Long> seenMillis) {

    static final List<Double> PERCENTILES = List.of(0.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9);

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
                                .map(percentile -> Long.toString(at(writtenMillis, percentile)))
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
                at(writtenMillis, 99) <= aim);
    }

    static Table table(List<LatencyRow> rows) {
        List<String> columns = List.of(
                "guarantee, load",
                "load/s",
                "answers",
                "stages",
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
        List<Double> oneIn =
                PERCENTILES.stream().map(percentile -> 100 / (100 - percentile)).toList();
        return new LineChart(
                "Latency: creation to broker timestamp",
                "the slowest one in ...",
                "ms",
                rows.stream()
                        .map(row -> new LineChart.Line(
                                row.guarantee + ", " + row.loadPercent + " %",
                                oneIn,
                                row.writtenMillis.stream()
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
        Stream.of(writtenMillis, seenMillis)
                .flatMap(values -> SHOWN.stream().map(percentile -> at(values, percentile) + " ms"))
                .forEach(cells::add);
        return cells;
    }

    private static long at(List<Long> values, double percentile) {
        return values.get(PERCENTILES.indexOf(percentile));
    }
}

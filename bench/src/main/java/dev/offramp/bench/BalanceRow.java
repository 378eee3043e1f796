package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Aim;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.picture.Drawing;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How evenly a job of so many subtasks was loaded by so many streams.
 *
 * @param stages         real ones, or simulated ones that sleep
 * @param busiestOverMean samples of the busiest subtask / the mean of all, turn by turn
 * @param ofMany         samples/s / those of the same job from 1,024 streams, turn by turn
 */
record BalanceRow(
        Conditions conditions,
        String stages,
        int subtasks,
        int streams,
        Spread samplesPerSecond,
        Spread busiestOverMean,
        Spread ofMany) {

    private static final double MOST_UNEVEN = 1.1;
    private static final double LEAST_OF_MANY = 0.95;

    /** Whether subtasks share the load. */
    Figure evenness() {
        return Figure.of(
                "balance, " + job(),
                "Samples of the busiest subtask / mean of all subtasks.",
                "at most " + MOST_UNEVEN,
                shown(busiestOverMean),
                busiestOverMean.median() <= MOST_UNEVEN);
    }

    /** Whether few streams are as fast as many. */
    Figure speed() {
        return Figure.atLeast(
                "rate from few streams, " + job(),
                "Samples/s / samples/s of the same job from 1,024 streams, taking turns.",
                LEAST_OF_MANY,
                ofMany);
    }

    private String job() {
        return streams + (streams == 1 ? " stream" : " streams") + ", " + subtasks + " " + stages + " subtasks";
    }

    static Table table(List<BalanceRow> rows) {
        return new Table(
                "Balance",
                List.of("stages", "subtasks", "streams", "samples/s", "busiest / mean", "of 1,024 streams"),
                rows.stream().map(BalanceRow::cells).toList());
    }

    /** Without the rows by which the others are measured. */
    static Drawing drawing(List<BalanceRow> rows) {
        return Drawing.of(
                bars("Samples of the busiest subtask / mean of all", rows, row -> row.busiestOverMean
                        .bar(row.job())
                        .aiming(Aim.atMost(MOST_UNEVEN))),
                bars("Rate / that from 1,024 streams", rows, row -> row.ofMany
                        .bar(row.job())
                        .aiming(Aim.atLeast(LEAST_OF_MANY))));
    }

    private static Bars bars(String title, List<BalanceRow> rows, Function<BalanceRow, Bar> bar) {
        return new Bars(
                title,
                "times",
                rows.stream()
                        .filter(row -> row.streams != Balance.MANY)
                        .map(bar)
                        .toList());
    }

    private List<String> cells() {
        return List.of(
                stages,
                Integer.toString(subtasks),
                String.format(Locale.ROOT, "%,d", streams),
                samplesPerSecond.asRate(),
                shown(busiestOverMean),
                ofMany.asShare());
    }

    private static String shown(Spread ratios) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", ratios.median(), ratios.least(), ratios.most());
    }
}

package dev.offramp.bench;

import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.picture.Bar;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.terminal.Figures;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long one contestant took for one kind of picture.
 *
 * @param micros       processor time a picture, median of the rounds
 * @param timesAsFast  as Java's reader, which only decodes
 */
record DecodeRow(
        String kind,
        double meanBytes,
        String contestant,
        double micros,
        double lowestMicros,
        double highestMicros,
        double perSecond,
        double timesAsFast) {

    static final String HEADER =
            "pictures            bytes   contestant                           median     lowest to highest"
                    + "     a second   x Java's reader";

    static DecodeRow of(DecodeKind kind, String contestant, List<Double> rounds, double java) {
        double median = new Spread(rounds).median();
        return new DecodeRow(
                kind.name(),
                kind.meanBytes(),
                contestant,
                median,
                Collections.min(rounds),
                Collections.max(rounds),
                1e6 / median,
                java / median);
    }

    /** The job beside Java's reader. */
    Figure figure() {
        return Figure.reported(
                "decoding, " + kind,
                "Pictures a second of processor time, the job / Java's own reader, which only decodes.",
                String.format(Locale.ROOT, "%.2f", timesAsFast));
    }

    static Table table(List<DecodeRow> rows) {
        return new Table(
                "Decoding",
                List.of("pictures, contestant", "bytes", "median", "lowest to highest", "a second", "x Java's reader"),
                rows.stream().map(DecodeRow::cells).toList());
    }

    /** Every contestant but Java's reader, by which the others are measured. */
    static Bars bars(List<DecodeRow> rows) {
        return new Bars(
                "Decoding, pictures a second of processor time",
                "times Java's reader",
                rows.stream()
                        .filter(row -> !row.contestant.equals(DecodeBench.JAVA))
                        .map(DecodeRow::bar)
                        .toList());
    }

    /** The range is that of its own rounds, by the median of Java's reader. */
    private Bar bar() {
        double java = timesAsFast * micros;
        return Bar.of(kind + ", " + contestant, timesAsFast, java / highestMicros, java / lowestMicros);
    }

    private List<String> cells() {
        return List.of(
                kind + ", " + contestant,
                Figures.count(meanBytes),
                Figures.count(micros) + " us",
                Figures.count(lowestMicros) + " to " + Figures.count(highestMicros) + " us",
                Figures.count(perSecond),
                String.format(Locale.ROOT, "%.2f", timesAsFast));
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-16s %8s   %-32s %8.0f us %8.0f to %6.0f us %12s %17.2f",
                kind,
                Figures.count(meanBytes),
                contestant,
                micros,
                lowestMicros,
                highestMicros,
                Figures.count(perSecond),
                timesAsFast);
    }
}

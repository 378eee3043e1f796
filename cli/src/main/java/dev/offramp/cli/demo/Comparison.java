package dev.offramp.cli.demo;

import dev.offramp.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The table at the end: the same pictures through the same job, with its early exits open and closed. */
record Comparison(RunTally open, RunTally closed) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(row("", "early exits", "all closed", ""));
        lines.add(row(
                "samples/s", tally -> Figures.count(tally.perSecond()), times(open.perSecond(), closed.perSecond())));
        lines.add(row(
                "accuracy", tally -> Figures.percent(tally.accuracy()), points(open.accuracy() - closed.accuracy())));
        lines.add(row(
                "multiply-adds a sample (mean)",
                tally -> Figures.multiplyAdds(tally.meanMultiplyAdds()),
                times(closed.meanMultiplyAdds(), open.meanMultiplyAdds()) + " fewer"));
        lines.add(row("left at exit 1/2/...", RunLines::shares, ""));
        lines.add(row("in the stages, p50", tally -> Figures.millis(tally.inStagesMillis(50)), ""));
        lines.add(row("in the stages, p99", tally -> Figures.millis(tally.inStagesMillis(99)), ""));
        lines.add(row("with the wait in the topic, p50", tally -> Figures.millis(tally.endToEndMillis(50)), ""));
        lines.add(row("with the wait in the topic, p99", tally -> Figures.millis(tally.endToEndMillis(99)), ""));
        return lines;
    }

    private String row(String name, Function<RunTally, String> value, String ratio) {
        return row(name, value.apply(open), value.apply(closed), ratio);
    }

    private static String row(String name, String left, String right, String ratio) {
        return String.format(Locale.ROOT, "  %-34s %16s %16s   %s", name, left, right, ratio)
                .stripTrailing();
    }

    private static String times(double more, double less) {
        return less == 0 ? "" : String.format(Locale.ROOT, "%.2f x", more / less);
    }

    private static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f points", 100 * difference);
    }
}

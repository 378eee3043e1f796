package dev.offramp.cli.demo;

import dev.offramp.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The table at the end: the same samples through the same job, with its early exits open and closed.
 *
 * @param sample what is classified, in one word
 * @param frames that have been looked at where a sample leaves, exit by exit; empty where that is no question
 */
record Comparison(String sample, List<Integer> frames, AnswerSums open, AnswerSums closed) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(row("", "early exits", "all closed", ""));
        lines.add(row(
                sample + "s/s", sums -> Figures.count(sums.perSecond()), times(open.perSecond(), closed.perSecond())));
        lines.add(
                row("accuracy", sums -> Figures.percent(sums.accuracy()), points(open.accuracy() - closed.accuracy())));
        lines.add(row(
                "multiply-adds a " + sample + " (mean)",
                sums -> Figures.multiplyAdds(sums.meanMultiplyAdds()),
                times(closed.meanMultiplyAdds(), open.meanMultiplyAdds()) + " fewer"));
        if (!frames.isEmpty()) {
            lines.add(row(
                    "frames looked at (mean)",
                    sums -> String.format(Locale.ROOT, "%.1f", meanFrames(sums)),
                    times(meanFrames(closed), meanFrames(open)) + " fewer"));
        }
        lines.add(row("left at exit 1/2/...", RunLines::shares, ""));
        lines.add(row("in the stages, p50", sums -> Figures.millis(sums.inStagesMillis(50)), ""));
        lines.add(row("in the stages, p99", sums -> Figures.millis(sums.inStagesMillis(99)), ""));
        lines.add(row("with the wait in the topic, p50", sums -> Figures.millis(sums.endToEndMillis(50)), ""));
        lines.add(row("with the wait in the topic, p99", sums -> Figures.millis(sums.endToEndMillis(99)), ""));
        return lines;
    }

    private double meanFrames(AnswerSums sums) {
        return IntStream.rangeClosed(1, frames.size())
                .mapToDouble(exit -> sums.share(exit) * frames.get(exit - 1))
                .sum();
    }

    private String row(String name, Function<AnswerSums, String> value, String ratio) {
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

package dev.offramp.cli.analysis;

import dev.offramp.budget.Interval;
import dev.offramp.throughput.WindowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Where a job is on the frontier of its bundle, and what its neighbours cost.
 *
 * @param cost     measured, multiply-adds a sample
 * @param expected accuracy at that cost on the frontier, 0 to 1
 * @param sentences that say so to a person
 */
public record Position(double cost, double expected, List<String> sentences) {

    private static final double[] BETTER = {.003, .01};
    private static final double DIGITS = .0005;

    public Position {
        sentences = List.copyOf(sentences);
    }

    /** Of a job that serves the frontier's bundle. */
    public static Position on(Frontier frontier, WindowFigures figures) {
        double cost = figures.meanMultiplyAdds();
        double expected = frontier.accuracyAt(cost);
        List<String> sentences = new ArrayList<>();
        sentences.add(format("You are here: %s a sample, where %s is expected.", millions(cost), percent(expected)));
        if (figures.labelled() > 0) {
            sentences.add(measured(Interval.ofShare(figures.correct(), figures.labelled()), expected));
        }
        double best = frontier.points().get(frontier.points().size() - 1).accuracy();
        for (double step : BETTER) {
            OptionalDouble there = frontier.costOf(expected + step);
            if (there.isPresent()) {
                sentences.add(format(
                        "%.1f points more would cost %s more.",
                        100 * step, millions(Math.max(0, there.getAsDouble() - cost))));
            }
        }
        if (best - expected < DIGITS) {
            sentences.add("More accurate this network cannot be: what it costs above this buys nothing.");
        } else {
            double dearest = frontier.costOf(best).orElse(cost);
            sentences.add(format(
                    "All that it can do, %s, would cost %s more.",
                    percent(best), millions(Math.max(0, dearest - cost))));
        }
        double half = frontier.accuracyAt(cost / 2);
        if (cost / 2 >= frontier.points().get(0).cost()) {
            sentences.add(format("Half the cost would give up %.1f points.", 100 * Math.max(0, expected - half)));
        }
        return new Position(cost, expected, sentences);
    }

    private static String measured(Interval accuracy, double expected) {
        String told = format(
                "Measured on labels: %s (%s to %s)",
                percent(accuracy.value()), percent(accuracy.low()), percent(accuracy.high()));
        if (accuracy.contains(expected)) {
            return told + ", which agrees.";
        }
        double points = 100 * (accuracy.value() - expected);
        String why = points < 0
                ? "these samples are harder than those of the calibration, or limits and thresholds keep the job off its frontier"
                : "these samples are easier than those of the calibration";
        return told
                + format(", %.1f points %s than expected: %s.", Math.abs(points), points < 0 ? "less" : "more", why);
    }

    private static String millions(double multiplyAdds) {
        return format("%.2f M multiply-adds", multiplyAdds / 1e6);
    }

    private static String percent(double share) {
        return format("%.1f %%", 100 * share);
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}

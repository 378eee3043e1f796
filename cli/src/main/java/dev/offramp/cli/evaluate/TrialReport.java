package dev.offramp.cli.evaluate;

import dev.offramp.budget.Expectation;
import dev.offramp.budget.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** What was expected beside what was measured, a line each. */
record TrialReport(Trial trial, Prices prices) {

    List<String> lines() {
        Expectation expected = trial.solution().expectation();
        List<String> lines = new ArrayList<>();
        lines.add("                      held-out      expected   95 % interval             measured");
        lines.add(line(
                "accuracy",
                trial.solution().point().accuracy(),
                expected.accuracy(),
                trial.measured().accuracy(),
                TrialReport::percent));
        lines.add(line(
                "mean cost",
                trial.solution().point().meanCost(),
                expected.meanCost(),
                trial.measured().meanCost(),
                prices::text));
        for (int exit = 1; exit <= expected.shares().size(); exit++) {
            lines.add(line(
                    "leave at exit " + exit,
                    trial.solution().point().shares().get(exit - 1),
                    expected.shares().get(exit - 1),
                    trial.measured().shares().get(exit - 1),
                    TrialReport::percent));
        }
        return lines;
    }

    private static String line(
            String title, double heldOut, Interval expected, double measured, DoubleFunction<String> text) {
        return String.format(
                Locale.ROOT,
                "%-16s%14s%14s   %-22s%12s  %s",
                title,
                text.apply(heldOut),
                text.apply(expected.value()),
                text.apply(expected.low()) + " to " + text.apply(expected.high()),
                text.apply(measured),
                expected.contains(measured) ? "inside" : "OUTSIDE");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}

package dev.offramp.cli.evaluate;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.Expectation;
import dev.offramp.budget.Family;
import java.util.Locale;
import java.util.stream.Collectors;

/** One budget of a curve. */
record CurveRow(Family family, double budget, Trial trial) {

    static final String HEAD =
            "family,budget,held_out_accuracy,held_out_cost,expected_accuracy,accuracy_low,accuracy_high,"
                    + "expected_cost,cost_low,cost_high,measured_accuracy,measured_cost,accuracy_inside,cost_inside,shares_inside,"
                    + "measured_shares,thresholds";

    String csv() {
        CurvePoint heldOut = trial.solution().point();
        Expectation expected = trial.solution().expectation();
        return String.join(
                ",",
                family.name().toLowerCase(Locale.ROOT),
                number(budget),
                number(heldOut.accuracy()),
                number(heldOut.meanCost()),
                number(expected.accuracy().value()),
                number(expected.accuracy().low()),
                number(expected.accuracy().high()),
                number(expected.meanCost().value()),
                number(expected.meanCost().low()),
                number(expected.meanCost().high()),
                number(trial.measured().accuracy()),
                number(trial.measured().meanCost()),
                Boolean.toString(trial.isAccuracyInside()),
                Boolean.toString(trial.isCostInside()),
                Boolean.toString(trial.areSharesInside()),
                trial.measured().shares().stream().map(CurveRow::number).collect(Collectors.joining(" ")),
                thresholds(heldOut.thresholds().toArray()));
    }

    private static String thresholds(float[] values) {
        StringBuilder text = new StringBuilder();
        for (float value : values) {
            text.append(text.length() == 0 ? "" : " ").append(Float.isInfinite(value) ? "closed" : value);
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.8g", value);
    }
}

package dev.offramp.cli.evaluate;

import dev.offramp.budget.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What a curve comes to, a line a family. */
record CurveSummary(List<CurveRow> rows) {

    private static final double ROUNDING = 1e-9;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("family       budgets  accuracy inside  cost inside  both inside  all shares inside");
        for (Family family : Family.values()) {
            List<CurveRow> ofFamily = of(family);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s %7d  %15d  %11d  %11d  %17d",
                    family.name().toLowerCase(Locale.ROOT),
                    ofFamily.size(),
                    count(ofFamily, Trial::isAccuracyInside),
                    count(ofFamily, Trial::isCostInside),
                    count(ofFamily, trial -> trial.isAccuracyInside() && trial.isCostInside()),
                    count(ofFamily, Trial::areSharesInside)));
        }
        lines.add("");
        lines.add(comparison(
                "on the calibration table",
                row -> row.trial().solution().point().accuracy()));
        lines.add(comparison("measured", row -> row.trial().measured().accuracy()));
        return lines;
    }

    private String comparison(String where, ToDoubleFunction<CurveRow> accuracy) {
        List<CurveRow> geometric = of(Family.GEOMETRIC);
        List<CurveRow> direct = of(Family.DIRECT);
        int better = 0;
        int worse = 0;
        double sum = 0;
        for (CurveRow row : direct) {
            double gain = geometric.stream()
                    .filter(other -> other.budget() == row.budget())
                    .mapToDouble(other -> accuracy.applyAsDouble(row) - accuracy.applyAsDouble(other))
                    .findFirst()
                    .orElse(0);
            better += gain > ROUNDING ? 1 : 0;
            worse += gain < -ROUNDING ? 1 : 0;
            sum += gain;
        }
        return String.format(
                Locale.ROOT,
                "direct against geometric, %s: better at %d, equal at %d, worse at %d budgets; %+.3f points on average",
                where,
                better,
                direct.size() - better - worse,
                worse,
                100 * sum / Math.max(1, direct.size()));
    }

    private List<CurveRow> of(Family family) {
        return rows.stream().filter(row -> row.family() == family).toList();
    }

    private static long count(List<CurveRow> rows, Predicate<Trial> inside) {
        return rows.stream().map(CurveRow::trial).filter(inside).count();
    }
}

package dev.offramp.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How much better thresholds look on the samples that they were found on: they are found on four fifths of the table and
 * tried on the last, five times. A fixed rule shows no difference at all, a search what it learnt by heart.
 */
final class CrossFit {

    private static final int FOLDS = 5;

    private final ExitTable table;
    private final double[] costs;
    private final List<Fold> folds = new ArrayList<>();

    CrossFit(Family family, ExitTable table, double[] costs) {
        this.table = table;
        this.costs = costs;
        for (int n = 0; n < FOLDS && table.samples() >= 2 * FOLDS; n++) {
            int fold = n;
            ExitTable seen = select(sample -> sample % FOLDS != fold);
            folds.add(new Fold(family.over(seen, costs), seen, select(sample -> sample % FOLDS == fold)));
        }
    }

    private record Fold(BudgetSearch search, ExitTable seen, ExitTable unseen) {}

    private ExitTable select(IntPredicate wanted) {
        return table.select(IntStream.range(0, table.samples()).filter(wanted).toArray());
    }

    /** The point with the accuracy that it does not owe to knowing the labels; its cost and shares depend on no label. */
    CurvePoint honest(CurvePoint point, double budget) {
        double accuracy = 0;
        double weight = 0;
        for (Fold fold : folds) {
            Optional<CurvePoint> found = fold.search.at(budget);
            if (found.isPresent()) {
                CurvePoint seen = CurvePoint.of(fold.seen, found.get().thresholds(), costs);
                CurvePoint unseen = CurvePoint.of(fold.unseen, found.get().thresholds(), costs);
                accuracy += fold.unseen.samples() * (unseen.accuracy() - seen.accuracy());
                weight += fold.unseen.samples();
            }
        }
        double honest = weight == 0 ? point.accuracy() : point.accuracy() + accuracy / weight;
        return new CurvePoint(point.thresholds(), point.meanCost(), Math.max(0, Math.min(1, honest)), point.shares());
    }
}

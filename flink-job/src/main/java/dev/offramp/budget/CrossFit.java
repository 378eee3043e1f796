package dev.offramp.budget;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How much better thresholds look on the samples that they were found on: they are found on four fifths of the table and
 * tried on the last, five times. A fixed rule shows no difference at all, a search what it learnt by heart. The fifths are
 * worked on beside each other where there are cores for it. Not thread-safe itself.
 */
final class CrossFit {

    private static final int FOLDS = 5;

    private final ExitTable table;
    private final double[] costs;
    private final Cores cores;
    private final List<Fold> folds;

    CrossFit(Family family, ExitTable table, double[] costs, Cores cores) {
        this.table = table;
        this.costs = costs;
        this.cores = cores;
        int count = table.samples() < 2 * FOLDS ? 0 : FOLDS;
        this.folds = cores.over(IntStream.range(0, count).boxed())
                .map(fold -> fold(family, fold))
                .toList();
    }

    private record Fold(BudgetSearch search, ExitTable seen, ExitTable unseen) {

        /** What the thresholds for a budget gain on the samples that they were not found on: below 0, as a rule. */
        Optional<Double> gain(double budget, double[] costs) {
            return search.at(budget).map(CurvePoint::thresholds).map(found -> {
                double fresh = CurvePoint.of(unseen, found, costs).accuracy();
                return fresh - CurvePoint.of(seen, found, costs).accuracy();
            });
        }
    }

    private Fold fold(Family family, int fold) {
        ExitTable seen = select(sample -> sample % FOLDS != fold);
        return new Fold(family.over(seen, costs), seen, select(sample -> sample % FOLDS == fold));
    }

    private ExitTable select(IntPredicate wanted) {
        return table.select(IntStream.range(0, table.samples()).filter(wanted).toArray());
    }

    /** The point with the accuracy that it does not owe to knowing the labels; its cost and shares depend on no label. */
    CurvePoint honest(CurvePoint point, double budget) {
        List<Optional<Double>> gains =
                cores.over(folds.stream()).map(fold -> fold.gain(budget, costs)).toList();
        double accuracy = 0;
        double weight = 0;
        for (int n = 0; n < folds.size(); n++) { // in their order: a sum depends on it
            if (gains.get(n).isPresent()) {
                int samples = folds.get(n).unseen.samples();
                accuracy += samples * gains.get(n).get();
                weight += samples;
            }
        }
        double honest = weight == 0 ? point.accuracy() : point.accuracy() + accuracy / weight;
        return new CurvePoint(point.thresholds(), point.meanCost(), Math.max(0, Math.min(1, honest)), point.shares());
    }
}

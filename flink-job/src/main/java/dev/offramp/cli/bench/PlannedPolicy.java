package dev.offramp.cli.bench;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.ExitTable;
import dev.offramp.policy.Criterion;
import java.util.List;

/**
 * A policy whose rate a plan predicts before the job has run under it.
 *
 * @param shares of the samples, that leave at each exit by the calibration table
 */
record PlannedPolicy(String name, Criterion criterion, List<Double> shares) {

    /**
     * A policy on a bundle.
     *
     * @param accuracy the bundle with its calibration table
     */
    static PlannedPolicy on(EqualAccuracy accuracy, String name, Criterion criterion) {
        ExitTable table = accuracy.calibration().table(criterion.measure());
        double[] costs = accuracy.bundle().cumulativeMultiplyAdds();
        List<Double> shares =
                CurvePoint.of(table, criterion.thresholds(), costs).shares();
        return new PlannedPolicy(name, criterion, shares);
    }
}

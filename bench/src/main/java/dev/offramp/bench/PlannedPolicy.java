package dev.offramp.bench;

import dev.offramp.budget.BudgetGoal;
import dev.offramp.budget.BudgetSolver;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.ExitTable;
import dev.offramp.budget.Expectation;
import dev.offramp.budget.Family;
import dev.offramp.budget.UnreachableBudget;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.ConfidenceMeasure;
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

    /**
     * Spends a share of the last exit's multiply-adds, all exits taking part.
     *
     * @throws CommandFailure if that is less than the first exit costs
     */
    static PlannedPolicy spending(double share, EqualAccuracy accuracy, String name) {
        double[] costs = accuracy.bundle().cumulativeMultiplyAdds();
        ConfidenceMeasure measure = accuracy.bundle().policy().criterion().measure();
        ExitTable table = accuracy.calibration().table(measure);
        double budget = share * costs[costs.length - 1];
        try {
            CurvePoint point = new BudgetSolver(Family.GEOMETRIC, table, costs, Expectation.ENDLESS)
                    .solve(new BudgetGoal.MeanCost(budget))
                    .point();
            return new PlannedPolicy(
                    name,
                    new Criterion(measure, accuracy.calibration().temperatures(), point.thresholds()),
                    point.shares());
        } catch (UnreachableBudget below) {
            throw new CommandFailure(name + " is less than the first exit costs: " + below.getMessage());
        }
    }
}

package dev.offramp.cli.plan;

import dev.offramp.budget.BudgetGoal;
import dev.offramp.budget.BudgetSolver;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.DirectSearch;
import dev.offramp.budget.ExitTable;
import dev.offramp.budget.Family;
import dev.offramp.budget.UnreachableBudget;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Thresholds;
import java.util.Optional;

/** How many samples leave at each exit of a bundle: under its own policy, for a budget, or for an accuracy. */
record ExitMix(Bundle bundle, ExitTable table) {

    static ExitMix of(Bundle bundle, BundleFolder files) {
        return new ExitMix(
                bundle,
                files.calibration(bundle, Optional.empty())
                        .table(bundle.policy().criterion().measure()));
    }

    CurvePoint ofOwnPolicy() {
        return CurvePoint.of(table, bundle.policy().thresholds(), costs());
    }

    /** @param budget mean multiply-adds a sample */
    CurvePoint ofBudget(double budget) {
        return new DirectSearch(table, measure(), costs())
                .at(budget)
                .orElseThrow(() -> new CommandFailure(
                        "--budget is below the cheapest exit's " + Figures.multiplyAdds(costs()[0])));
    }

    /** The cheapest mix that is expected to be so accurate on fresh pictures. */
    CurvePoint ofAccuracy(double share) {
        double last = CurvePoint.of(table, Thresholds.closed(bundle.earlyExits()), costs())
                .accuracy();
        if (share > last) {
            throw new CommandFailure("--accuracy can be at most " + Figures.percent(last)
                    + ", that of the last exit on the held-out samples, was " + Figures.percent(share));
        }
        try {
            return new BudgetSolver(Family.DIRECT, table, costs(), table.samples())
                    .solve(new BudgetGoal.AccuracyLoss(last - share))
                    .point();
        } catch (UnreachableBudget impossible) { // only a cost can be out of reach
            throw new IllegalStateException(impossible);
        }
    }

    private double[] costs() {
        return bundle.cumulativeMultiplyAdds();
    }

    private ConfidenceMeasure measure() {
        return bundle.policy().criterion().measure();
    }
}

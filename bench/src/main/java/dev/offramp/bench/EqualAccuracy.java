package dev.offramp.bench;

import dev.offramp.budget.BudgetGoal;
import dev.offramp.budget.BudgetSolver;
import dev.offramp.budget.ExitTable;
import dev.offramp.budget.Expectation;
import dev.offramp.budget.Family;
import dev.offramp.budget.UnreachableBudget;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Calibration;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Thresholds;
import java.util.Arrays;

/**
 * The ways to set a bundle's exits so that it is nearly as accurate as its last exit, by its calibration table.
 *
 * @param loss share of the samples by which accuracy may be lower
 */
record EqualAccuracy(Bundle bundle, Calibration calibration, double loss) {

    /** No confidence is below it, whatever the measure. */
    private static final float EVERYBODY = 0;

    /** No softmax comes to it, but an exit that has it is not closed. */
    private static final float NOBODY = 2;

    /**
     * The cheapest thresholds that are expected to be accurate enough.
     *
     * @param costs to each exit, in whatever unit is to be saved
     */
    Criterion withExits(double[] costs) {
        ConfidenceMeasure measure = bundle.policy().criterion().measure();
        ExitTable table = calibration.table(measure);
        try {
            Thresholds thresholds = new BudgetSolver(Family.DIRECT, table, costs, Expectation.ENDLESS)
                    .solve(new BudgetGoal.AccuracyLoss(loss))
                    .point()
                    .thresholds();
            return new Criterion(measure, calibration.temperatures(), thresholds);
        } catch (UnreachableBudget impossible) {
            throw new IllegalStateException("all exits closed lose no accuracy", impossible);
        }
    }

    /** The first exit, 1-based, that alone is accurate enough; at the latest the last. */
    int singleExit() {
        ExitTable table = calibration.table(ConfidenceMeasure.MAX_SOFTMAX);
        double wanted = table.accuracy(table.exits()) - loss;
        int exit = 1;
        while (table.accuracy(exit) < wanted) {
            exit++;
        }
        return exit;
    }

    /** Nobody leaves early, and every head is computed all the same, as where stages' costs are measured. */
    Criterion nobody() {
        float[] thresholds = new float[bundle.earlyExits()];
        Arrays.fill(thresholds, NOBODY);
        return Criterion.of(ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(thresholds));
    }

    /** Everybody leaves at one exit (1-based), so that no stage behind it ever runs. */
    Criterion only(int exit) {
        float[] thresholds = new float[bundle.earlyExits()];
        Arrays.fill(thresholds, Thresholds.CLOSED);
        if (exit <= thresholds.length) {
            thresholds[exit - 1] = EVERYBODY;
        }
        return Criterion.of(ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(thresholds));
    }
}

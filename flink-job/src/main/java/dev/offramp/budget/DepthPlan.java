package dev.offramp.budget;

import java.io.Serializable;
import java.util.List;

/**
 * How many of the samples that reach an exit may go deeper, so that a stream keeps its budget: as many as on the calibrated
 * curve's point of that budget. Whatever the stream looks like, its mean cost then stays within the budget.
 *
 * @param cumulativeCosts to each exit, in the unit of the curve's costs
 */
public record DepthPlan(BudgetCurve curve, List<Double> cumulativeCosts) implements Serializable {

    public DepthPlan {
        cumulativeCosts = List.copyOf(cumulativeCosts);
    }

    /** The share for an exit, 1-based and not the last. */
    public double deeperShare(int exit, double budget) {
        if (budget >= cumulativeCosts.get(cumulativeCosts.size() - 1)) {
            return 1;
        }
        CurvePoint point = curve.at(budget);
        return point.meanCost() <= budget ? point.deeperShare(exit) : 0;
    }
}

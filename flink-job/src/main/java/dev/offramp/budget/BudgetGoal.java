package dev.offramp.budget;

/** What the thresholds are to keep. */
public sealed interface BudgetGoal {

    /**
     * The most accurate setting that costs no more.
     *
     * @param budget mean cost a sample, in the unit of the costs
     */
    record MeanCost(double budget) implements BudgetGoal {}

    /**
     * The cheapest setting that is nearly as accurate as the last exit alone.
     *
     * @param share of the samples by which accuracy may be lower, 0 to 1
     */
    record AccuracyLoss(double share) implements BudgetGoal {

        public AccuracyLoss {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("an accepted accuracy loss is 0 to 1, was " + share);
            }
        }
    }
}

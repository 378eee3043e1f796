package dev.offramp.budget;

import dev.offramp.policy.ConfidenceMeasure;

/** The ways to find thresholds for a budget. */
public enum Family {
    /** The geometric shares of MSDNet's protocol, solved for the budget. */
    GEOMETRIC {
        @Override
        BudgetSearch over(ExitTable table, double[] costs) {
            return new SharesSearch(Protocol.MSDNET, OpenExits.among(table, costs));
        }
    },

    /** Dynamic Perceiver's variant of them. */
    PERCEIVER {
        @Override
        BudgetSearch over(ExitTable table, double[] costs) {
            return new SharesSearch(Protocol.DYN_PERCEIVER, OpenExits.among(table, costs));
        }
    },

    /** Our own search, which fixes no shape of the shares. */
    DIRECT {
        @Override
        BudgetSearch over(ExitTable table, double[] costs) {
            return new DirectSearch(OpenExits.among(table, costs), ConfidenceMeasure.MAX_SOFTMAX);
        }
    };

    abstract BudgetSearch over(ExitTable table, double[] costs);
}

package dev.offramp.exit;

import dev.offramp.budget.DepthPlan;
import java.io.Serializable;

/**
 * How often a stream may go deeper from one exit: a token bucket. Every sample that comes here earns the share that the plan
 * gives its budget; going deeper costs one. So the stream's mean multiply-adds stay within the budget in the long run, and
 * it may still send a few hard samples in a row all the way. Pure.
 *
 * @param exit  1-based
 * @param burst samples in a row that may go deeper after quiet times, at least 1
 */
record DepthCredit(int exit, DepthPlan plan, int burst) implements Serializable {

    /** What a stream begins with. */
    double initial() {
        return Math.max(1, burst / 2.0);
    }

    /** The balance with what one more sample earns. */
    double earned(double balance, long budgetMultiplyAdds) {
        return Math.min(burst, balance + plan.deeperShare(exit, (double) budgetMultiplyAdds));
    }

    boolean affords(double balance) {
        return balance >= 1;
    }

    /** The balance after a sample went deeper. */
    double spent(double balance) {
        return balance - 1;
    }
}

package dev.offramp.exit;

import dev.offramp.budget.DepthPlan;

/**
 * How often a stream may go deeper from one exit: a token bucket. Every sample that comes here earns the share that the plan
 * gives its budget; going deeper costs one. So the stream's mean multiply-adds stay within the budget in the long run, and
 * it may still send a few hard samples in a row all the way. Pure.
 *
 * @param exit    1-based
 * @param initial what a stream begins with
 * @param burst   samples in a row that may go deeper after quiet times, at least 1
 */
record DepthCredit(int exit, DepthPlan plan, double initial, double burst) {

    /**
     * The credit of one of several accounts of a stream, which has half of its burst to begin with.
     *
     * @param burst    samples in a row that may go deeper, all accounts together
     * @param accounts over which the stream is dealt out; each can hold one sample's worth, or else it could never pay
     */
    static DepthCredit shared(int exit, DepthPlan plan, int burst, int accounts) {
        double initial = accounts == 1 ? Math.max(1, burst / 2.0) : burst / 2.0 / accounts;
        return new DepthCredit(exit, plan, initial, burst(burst, accounts));
    }

    /** What one of so many accounts holds at most. */
    static double burst(int burst, int accounts) {
        return Math.max(1, (double) burst / accounts);
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

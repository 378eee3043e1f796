package dev.offramp.throughput;

/**
 * How the samples that had a budget used it.
 *
 * @param samples      that had a budget
 * @param allowed      their budgets, summed, multiply-adds
 * @param multiplyAdds that they executed
 */
public record BudgetTotals(long samples, long allowed, long multiplyAdds) {

    BudgetTotals plus(BudgetTotals other) {
        return new BudgetTotals(samples + other.samples, allowed + other.allowed, multiplyAdds + other.multiplyAdds);
    }
}

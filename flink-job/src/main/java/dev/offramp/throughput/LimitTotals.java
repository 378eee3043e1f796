package dev.offramp.throughput;

/**
 * What deadlines and budgets did to a set of answers.
 *
 * @param withDeadline  answers that were wanted within a time
 * @param inTime        of these, those that were decided within it
 * @param cutByDeadline answers given because the next stage would have been too late
 * @param cutByBudget   answers given because their stream had no credit to go deeper
 */
public record LimitTotals(long withDeadline, long inTime, long cutByDeadline, long cutByBudget) {

    static final LimitTotals NONE = new LimitTotals(0, 0, 0, 0);

    LimitTotals plus(LimitTotals other) {
        return new LimitTotals(
                withDeadline + other.withDeadline,
                inTime + other.inTime,
                cutByDeadline + other.cutByDeadline,
                cutByBudget + other.cutByBudget);
    }
}

package dev.offramp.throughput;

import dev.offramp.wire.WireTypeInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import org.HdrHistogram.Histogram;

/**
 * What a set of answers cost together. Totals of different subtasks add up. Immutable.
 *
 * @param shadowMultiplyAdds spent on samples that had been answered already, to see whether the last exit agrees; not part
 *     of multiplyAdds
 * @param tallies            how many subtasks counted answers beside each other; 0 where it is not known
 */
public record Totals(
        long multiplyAdds,
        long shadowMultiplyAdds,
        BudgetTotals budget,
        LimitTotals limits,
        List<ExitTotals> exits,
        List<StageTotals> stages,
        int tallies) {

    public static final WireTypeInfo<Totals> TYPE = new WireTypeInfo<>(Totals.class, new TotalsFormat());
    static final Totals NONE = new Totals(0, 0, new BudgetTotals(0, 0, 0), LimitTotals.NONE, List.of(), List.of(), 0);

    public Totals {
        exits = List.copyOf(exits);
        stages = List.copyOf(stages);
    }

    /** Totals of which it is not known how many subtasks counted. */
    public Totals(
            long multiplyAdds,
            long shadowMultiplyAdds,
            BudgetTotals budget,
            LimitTotals limits,
            List<ExitTotals> exits,
            List<StageTotals> stages) {
        this(multiplyAdds, shadowMultiplyAdds, budget, limits, exits, stages, 0);
    }

    Totals plus(Totals other) {
        return new Totals(
                multiplyAdds + other.multiplyAdds,
                shadowMultiplyAdds + other.shadowMultiplyAdds,
                budget.plus(other.budget),
                limits.plus(other.limits),
                zip(exits, other.exits, ExitTotals.NONE, ExitTotals::plus),
                zip(stages, other.stages, StageTotals.NONE, StageTotals::plus),
                Math.max(tallies, other.tallies));
    }

    /** The same with an entry for each exit and stage of a network, those that no sample reached included. */
    public Totals covering(int count) {
        return plus(new Totals(
                0,
                0,
                NONE.budget,
                NONE.limits,
                Collections.nCopies(count, ExitTotals.NONE),
                Collections.nCopies(count, StageTotals.NONE),
                0));
    }

    /** The same, counted by one of so many subtasks. */
    Totals ofOneOf(int subtasks) {
        return new Totals(multiplyAdds, shadowMultiplyAdds, budget, limits, exits, stages, subtasks);
    }

    /** Samples answered. */
    public long samples() {
        return exits.stream().mapToLong(ExitTotals::samples).sum();
    }

    /** End-to-end latency of all samples, whichever exit they left by. */
    public Histogram latencyMicros() {
        Histogram all = Latencies.empty();
        exits.forEach(exit -> all.add(exit.latencyMicros()));
        return all;
    }

    private static <T> List<T> zip(List<T> one, List<T> other, T none, BinaryOperator<T> plus) {
        List<T> sums = new ArrayList<>();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            T left = i < one.size() ? one.get(i) : none;
            T right = i < other.size() ? other.get(i) : none;
            sums.add(plus.apply(left, right));
        }
        return sums;
    }
}

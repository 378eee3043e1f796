package dev.offramp.throughput;

import dev.offramp.refresh.Comparison;
import dev.offramp.refresh.Design;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a set of answers of one bundle cost together. Totals of different subtasks add up. Immutable.
 *
 * @param shadowMultiplyAdds spent on samples that had been answered already, to see whether the last exit agrees; not part
 *     of multiplyAdds
 * @param tallies            how many subtasks counted answers beside each other; 0 where it is not known
 * @param streams            those that cost most, where they are told apart
 * @param pairs              what the bundle did as a shadow, beside those that answered; not part of anything else
 * @param labels             how right it was label by label, where it names any number of them
 * @param numbers            how far off it was, where it answers with a number
 */
public record Totals(
        long multiplyAdds,
        long shadowMultiplyAdds,
        BudgetTotals budget,
        LimitTotals limits,
        List<ExitTotals> exits,
        List<StageTotals> stages,
        int tallies,
        DearestStreams streams,
        Comparison pairs,
        LabelTotals labels,
        NumberTotals numbers) {

    private static final Comparison NO_PAIRS = Comparison.nothing(Design.PAIRED); // before what is made of it

    public static final Totals NONE =
            new Totals(0, 0, new BudgetTotals(0, 0, 0), LimitTotals.NONE, List.of(), List.of(), 0);

    public Totals {
        exits = List.copyOf(exits);
        stages = List.copyOf(stages);
    }

    /** The same where no streams are told apart, and the bundle was no shadow. */
    public Totals(
            long multiplyAdds,
            long shadowMultiplyAdds,
            BudgetTotals budget,
            LimitTotals limits,
            List<ExitTotals> exits,
            List<StageTotals> stages,
            int tallies) {
        this(
                multiplyAdds,
                shadowMultiplyAdds,
                budget,
                limits,
                exits,
                stages,
                tallies,
                DearestStreams.NONE,
                NO_PAIRS,
                LabelTotals.NONE,
                NumberTotals.NONE);
    }

    /** Streams, beside totals that count their samples. */
    static Totals of(DearestStreams streams) {
        return NONE.with(streams);
    }

    /** The same with other streams told apart. */
    public Totals with(DearestStreams others) {
        return with(tallies, others, pairs, labels, numbers);
    }

    /** The same of a bundle that did this as a shadow. */
    public Totals with(Comparison asShadow) {
        return with(tallies, streams, asShadow, labels, numbers);
    }

    /** The same of a bundle that was so right label by label. */
    public Totals with(LabelTotals others) {
        return with(tallies, streams, pairs, others, numbers);
    }

    /** The same of a bundle whose numbers were so far off. */
    public Totals with(NumberTotals others) {
        return with(tallies, streams, pairs, labels, others);
    }

    private Totals with(
            int counting, DearestStreams told, Comparison asShadow, LabelTotals ofLabels, NumberTotals ofNumbers) {
        return new Totals(
                multiplyAdds,
                shadowMultiplyAdds,
                budget,
                limits,
                exits,
                stages,
                counting,
                told,
                asShadow,
                ofLabels,
                ofNumbers);
    }

    /** Both together; they stay as they are. Of more than two, {@link TotalsSum} copies less. */
    public Totals plus(Totals other) {
        TotalsSum sum = new TotalsSum();
        sum.add(this);
        sum.add(other);
        return sum.totals();
    }

    /** The same with an entry for each exit and stage of a network, those that no sample reached included. */
    public Totals covering(int count) {
        return plus(new Totals(
                0,
                0,
                NONE.budget,
                NONE.limits,
                Collections.nCopies(count, ExitTotals.none()),
                Collections.nCopies(count, StageTotals.none()),
                0));
    }

    /** The same, counted by one of so many subtasks. */
    Totals ofOneOf(int subtasks) {
        return with(subtasks, streams, pairs, labels, numbers);
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
}

package dev.offramp.throughput;

import dev.offramp.refresh.ComparisonTally;
import dev.offramp.refresh.Design;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Adds totals up in place: one histogram a stage and exit, however many totals there are. The one place that knows how totals
 * add up. Not thread-safe.
 */
public final class TotalsSum {

    private final List<ExitSum> exits = new ArrayList<>();
    private final List<StageSum> stages = new ArrayList<>();
    private long multiplyAdds;
    private long shadowMultiplyAdds;
    private int tallies;
    private BudgetTotals budget = Totals.NONE.budget();
    private LimitTotals limits = LimitTotals.NONE;
    private DearestStreams streams = DearestStreams.NONE;
    private LabelTotals labels = LabelTotals.NONE;
    private NumberTotals numbers = NumberTotals.NONE;
    private final ComparisonTally pairs = new ComparisonTally(Design.PAIRED);

    /** The totals stay as they are. */
    public void add(Totals totals) {
        multiplyAdds += totals.multiplyAdds();
        shadowMultiplyAdds += totals.shadowMultiplyAdds();
        tallies = Math.max(tallies, totals.tallies());
        budget = budget.plus(totals.budget());
        limits = limits.plus(totals.limits());
        streams = streams.plus(totals.streams());
        pairs.add(totals.pairs());
        labels = labels.plus(totals.labels());
        numbers = numbers.plus(totals.numbers());
        for (int i = 0; i < totals.exits().size(); i++) {
            at(exits, i, ExitSum::new).add(totals.exits().get(i));
        }
        for (int i = 0; i < totals.stages().size(); i++) {
            at(stages, i, StageSum::new).add(totals.stages().get(i));
        }
    }

    /** The sum; nothing may be added afterwards, for the histograms are handed on. */
    public Totals totals() {
        return new Totals(
                multiplyAdds,
                shadowMultiplyAdds,
                budget,
                limits,
                exits.stream().map(ExitSum::totals).toList(),
                stages.stream().map(StageSum::totals).toList(),
                tallies,
                streams,
                pairs.total(),
                labels,
                numbers);
    }

    private static <T> T at(List<T> sums, int index, Supplier<T> fresh) {
        while (sums.size() <= index) {
            sums.add(fresh.get());
        }
        return sums.get(index);
    }

    private static final class ExitSum {

        private final Histogram latencyMicros = Latencies.empty();
        private long samples;
        private long labelled;
        private long correct;
        private long shadowed;
        private long agreed;

        void add(ExitTotals exit) {
            samples += exit.samples();
            labelled += exit.labelled();
            correct += exit.correct();
            shadowed += exit.shadowed();
            agreed += exit.agreed();
            latencyMicros.add(exit.latencyMicros());
        }

        ExitTotals totals() {
            return new ExitTotals(samples, labelled, correct, shadowed, agreed, latencyMicros);
        }
    }

    private static final class StageSum {

        private final Histogram queueMicros = Latencies.empty();
        private final Histogram computeMicros = Latencies.empty();
        private long samples;
        private long batchSizes;

        void add(StageTotals stage) {
            samples += stage.samples();
            batchSizes += stage.batchSizes();
            queueMicros.add(stage.queueMicros());
            computeMicros.add(stage.computeMicros());
        }

        StageTotals totals() {
            return new StageTotals(samples, batchSizes, queueMicros, computeMicros);
        }
    }
}

package dev.offramp.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a window says to a reader: totals, and the rates, means and shares that follow from them.
 *
 * @param meanMultiplyAdds a sample; 0 without samples
 * @param budgetUse        executed over allowed multiply-adds; empty where no sample had a budget
 * @param accuracy         correct over labelled; empty where no sample had a label
 * @param exits            one for each exit of the bundle, those that nothing reached included
 * @param stages           likewise
 */
public record WindowFigures(
        long samples,
        double samplesPerSecond,
        double meanMultiplyAdds,
        OptionalDouble budgetUse,
        long labelled,
        long correct,
        OptionalDouble accuracy,
        LatencyFigures latency,
        List<ExitFigures> exits,
        List<StageFigures> stages) {

    public WindowFigures {
        exits = List.copyOf(exits);
        stages = List.copyOf(stages);
    }

    /**
     * The figures of one window.
     *
     * @param exits of the bundle
     */
    public static WindowFigures of(Window window, int exits) {
        Totals totals = window.totals().covering(exits);
        long samples = totals.samples();
        long labelled = totals.exits().stream().mapToLong(ExitTotals::labelled).sum();
        long correct = totals.exits().stream().mapToLong(ExitTotals::correct).sum();
        BudgetTotals budget = totals.budget();
        return new WindowFigures(
                samples,
                samples * 1000.0 / (window.endMillis() - window.startMillis()),
                (double) totals.multiplyAdds() / Math.max(1, samples),
                share(budget.samples(), budget.multiplyAdds(), budget.allowed()),
                labelled,
                correct,
                share(labelled, correct, labelled),
                LatencyFigures.of(totals.latencyMicros()),
                exits(totals),
                stages(totals));
    }

    private static OptionalDouble share(long measured, long part, long whole) {
        return measured == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    private static List<ExitFigures> exits(Totals totals) {
        List<ExitFigures> exits = new ArrayList<>();
        for (ExitTotals exit : totals.exits()) {
            exits.add(ExitFigures.of(exits.size() + 1, exit, totals.samples()));
        }
        return exits;
    }

    private static List<StageFigures> stages(Totals totals) {
        List<StageFigures> stages = new ArrayList<>();
        for (StageTotals stage : totals.stages()) {
            stages.add(StageFigures.of(stages.size() + 1, stage));
        }
        return stages;
    }
}

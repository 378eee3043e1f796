package dev.offramp.throughput;

import java.util.ArrayList;
import java.util.List;

/** Windows for tests of what reads them. */
public final class TestWindows {

    private TestWindows() {}

    /** A second that ends so, in which samples left by the first of two exits, after one millisecond. */
    public static Window of(long endMillis, long samples, long multiplyAddsEach) {
        var latency = Latencies.empty();
        latency.recordValueWithCount(1_000, samples);
        ExitTotals first = new ExitTotals(samples, 0, 0, 0, 0, latency);
        StageTotals stage = new StageTotals(samples, samples, Latencies.empty(), latency);
        Totals totals = new Totals(
                samples * multiplyAddsEach,
                0,
                new BudgetTotals(0, 0, 0),
                LimitTotals.NONE,
                List.of(first),
                List.of(stage),
                1);
        return new Window(endMillis - 1000, endMillis, totals);
    }

    /**
     * A second that ends so, counted by two subtasks, in which so many samples came to each stage.
     *
     * @param millisEach that a stage took for one, alone in its batch
     */
    public static Window reaching(long endMillis, long millisEach, List<Long> samples) {
        List<ExitTotals> exits = new ArrayList<>();
        List<StageTotals> stages = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            long deeper = i + 1 < samples.size() ? samples.get(i + 1) : 0;
            var micros = Latencies.empty();
            micros.recordValueWithCount(1_000 * millisEach, samples.get(i));
            exits.add(new ExitTotals(samples.get(i) - deeper, 0, 0, 0, 0, micros));
            stages.add(new StageTotals(samples.get(i), samples.get(i), Latencies.empty(), micros));
        }
        Totals totals = new Totals(0, 0, new BudgetTotals(0, 0, 0), LimitTotals.NONE, exits, stages, 2);
        return new Window(endMillis - 1000, endMillis, totals);
    }
}

package dev.offramp.throughput;

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
}

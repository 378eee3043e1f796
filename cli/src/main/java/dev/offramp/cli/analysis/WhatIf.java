package dev.offramp.cli.analysis;

import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.TotalsSum;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job's own traffic comes to at some place of its frontier: every window's samples leave as the frontier says, and each stage
 * takes what it took a sample, at the batches that it had. A stage that no sample reached is taken to be as fast as the others, by its
 * multiply-adds.
 *
 * @param cost       multiply-adds a sample
 * @param accuracy   expected, 0 to 1
 * @param shares     of the samples, that leave at each exit
 * @param millis     of one core in the stages, a sample
 * @param meanCores  busy in the stages, over all of the traffic
 * @param peakCores  in the window with the most samples a second
 * @param unmeasured stages that no sample reached (1-based)
 */
public record WhatIf(
        double cost,
        double accuracy,
        List<Double> shares,
        double millis,
        double meanCores,
        double peakCores,
        List<Integer> unmeasured) {

    private static final double NOBODY = 1e-6;
    private static final double SECOND = 1000;

    public WhatIf {
        shares = List.copyOf(shares);
        unmeasured = List.copyOf(unmeasured);
    }

    /**
     * At a mean cost on the frontier.
     *
     * @param traffic of one bundle, at least one window
     * @param factor  by which there is more traffic than there was
     */
    public static WhatIf at(Frontier frontier, List<ServedWindow> traffic, double cost, double factor) {
        Frontier.Point point = frontier.at(cost);
        return of(point, frontier.cumulativeCosts(), traffic, factor);
    }

    /**
     * As the samples leave now: the shares and the cost are those that were measured, the accuracy is the frontier's.
     *
     * @param now     the newest of the windows, at least one
     * @param traffic all of them
     */
    public static WhatIf measured(Frontier frontier, List<ServedWindow> now, List<ServedWindow> traffic) {
        Totals totals = sum(now).covering(frontier.cumulativeCosts().size());
        double samples = Math.max(1, totals.samples());
        List<Double> shares =
                totals.exits().stream().map(exit -> exit.samples() / samples).toList();
        double cost = totals.multiplyAdds() / samples;
        var point = new Frontier.Point(cost, frontier.accuracyAt(cost), shares);
        return of(point, frontier.cumulativeCosts(), traffic, 1);
    }

    private static WhatIf of(
            Frontier.Point point, List<Double> cumulativeCosts, List<ServedWindow> traffic, double factor) {
        StageTimes times = StageTimes.of(traffic, cumulativeCosts);
        List<Integer> unmeasured = new ArrayList<>();
        double millis = 0;
        double reaching = 1;
        for (int k = 0; k < point.shares().size(); k++) {
            millis += reaching * times.millis(k);
            if (!times.isMeasured(k) && reaching > NOBODY) {
                unmeasured.add(k + 1);
            }
            reaching = Math.max(0, reaching - point.shares().get(k));
        }
        double cores = factor * millis / SECOND;
        return new WhatIf(
                point.cost(),
                point.accuracy(),
                point.shares(),
                millis,
                cores * meanRate(traffic),
                cores * traffic.stream().mapToDouble(WhatIf::rate).max().orElse(0),
                unmeasured);
    }

    /** Over the whole of the time, intervals without a sample included. */
    private static double meanRate(List<ServedWindow> traffic) {
        long from = traffic.stream()
                .mapToLong(one -> one.window().startMillis())
                .min()
                .orElseThrow();
        long to = traffic.stream()
                .mapToLong(one -> one.window().endMillis())
                .max()
                .orElseThrow();
        return sum(traffic).samples() * SECOND / (to - from);
    }

    private static Totals sum(List<ServedWindow> traffic) {
        TotalsSum sum = new TotalsSum();
        traffic.forEach(window -> sum.add(window.window().totals()));
        return sum.totals();
    }

    private static long length(ServedWindow window) {
        return window.window().endMillis() - window.window().startMillis();
    }

    private static double rate(ServedWindow window) {
        return window.window().totals().samples() * SECOND / length(window);
    }
}

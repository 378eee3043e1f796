package dev.offramp.bench;

import dev.offramp.bench.report.Spread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a phase of load came to, without the first seconds in which the job reacts.
 *
 * @param secondsOverGoal of the whole phase, with a 95th percentile above the goal, or with frames that wait and no answer
 */
record PhaseFigures(
        LoadPhase phase,
        double answeredPerSecond,
        double medianP95Seconds,
        double worstP95Seconds,
        int secondsOverGoal,
        long mostLag,
        double accuracy,
        double meanMultiplyAdds,
        List<Double> shares) {

    /** @param reaction seconds of the phase that latency figures leave out */
    static PhaseFigures of(LoadPhase phase, List<Second> seconds, List<Long> lag, double goalSeconds, int reaction) {
        List<Second> settled = seconds.subList(Math.min(reaction, seconds.size() - 1), seconds.size());
        List<Double> p95 = settled.stream()
                .filter(second -> second.answered() > 0) // a second without answers has no latency, least of all 0
                .map(Second::p95Seconds)
                .toList();
        int late = 0;
        for (int i = 0; i < seconds.size(); i++) {
            boolean stalled = seconds.get(i).answered() == 0 && lag.get(i) > 0;
            late += stalled || seconds.get(i).p95Seconds() > goalSeconds ? 1 : 0;
        }
        long answered = settled.stream().mapToLong(Second::answered).sum();
        return new PhaseFigures(
                phase,
                (double) answered / settled.size(),
                new Spread(p95).median(),
                Collections.max(p95),
                late,
                Collections.max(lag),
                weighted(settled, answered, Second::accuracy),
                weighted(settled, answered, Second::meanMultiplyAdds),
                shares(settled, answered));
    }

    private static double weighted(List<Second> seconds, long answered, ToDoubleFunction<Second> value) {
        return seconds.stream()
                        .filter(second -> second.answered() > 0)
                        .mapToDouble(second -> second.answered() * value.applyAsDouble(second))
                        .sum()
                / answered;
    }

    private static List<Double> shares(List<Second> seconds, long answered) {
        List<Double> shares = new ArrayList<>();
        for (int k = 0; k < seconds.get(0).shares().size(); k++) {
            int exit = k;
            shares.add(weighted(seconds, answered, second -> second.shares().get(exit)));
        }
        return shares;
    }
}

package dev.offramp.throughput;

import dev.offramp.budget.Interval;
import java.util.Optional;

/**
 * What a window says of one exit.
 *
 * @param exit      1-based
 * @param share     of the window's samples that left here; 0 without samples
 * @param agreement with the last exit, of those that ran on to it; empty where none did
 */
public record ExitFigures(
        int exit, ExitTotals totals, double share, Optional<Agreement> agreement, LatencyFigures latency) {

    /** A measured share with its 95 % confidence interval (Wilson score). */
    public record Agreement(double value, double low, double high) {}

    static ExitFigures of(int exit, ExitTotals totals, long windowSamples) {
        return new ExitFigures(
                exit,
                totals,
                (double) totals.samples() / Math.max(1, windowSamples),
                agreement(totals),
                LatencyFigures.of(totals.latencyMicros()));
    }

    private static Optional<Agreement> agreement(ExitTotals totals) {
        if (totals.shadowed() == 0) {
            return Optional.empty();
        }
        Interval interval = Interval.ofShare(totals.agreed(), totals.shadowed());
        return Optional.of(new Agreement(interval.value(), interval.low(), interval.high()));
    }
}

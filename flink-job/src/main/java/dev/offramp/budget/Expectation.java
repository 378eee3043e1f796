package dev.offramp.budget;

import dev.offramp.policy.Thresholds;
import java.util.ArrayList;
import java.util.List;

/**
 * What thresholds are expected to come to on fresh samples, each value with an interval. In 95 of 100 cases the
 * intervals hold the measured values of a whole curve, at every budget at once; so a budget may be picked by looking at it.
 *
 * @param shares of the samples, that leave at each exit
 */
public record Expectation(Interval accuracy, Interval meanCost, List<Interval> shares) {

    /** A fresh set so large that only the calibration table's own size matters. */
    public static final double ENDLESS = Double.POSITIVE_INFINITY;

    public Expectation {
        shares = List.copyOf(shares);
    }

    /**
     * Intervals of prediction: the held-out estimate varies as a mean over its samples does, and the fresh mean over its own.
     *
     * @param point    what the thresholds come to, without what a search gained by knowing the samples
     * @param costs    to each exit
     * @param heldOut  samples of the calibration table
     * @param fresh    samples that it will be compared with, or {@link #ENDLESS}
     * @param band     around the curve that the point lies on
     */
    static Expectation of(CurvePoint point, double[] costs, int heldOut, double fresh, ConfidenceBand band) {
        double samples = 1 / (1.0 / heldOut + 1 / fresh);
        List<Interval> shares = new ArrayList<>();
        for (int exit = 1; exit <= costs.length; exit++) {
            double share = point.shares().get(exit - 1);
            shares.add(
                    isReachable(exit, point.thresholds())
                            ? Interval.ofShare(share, samples, band.shares().get(exit - 1))
                            : certain(0));
        }
        return new Expectation(
                Interval.ofShare(point.accuracy(), samples, band.accuracy()),
                cost(point, costs, samples, band.meanCost()),
                shares);
    }

    /** Whether a fresh sample can leave there at all. */
    private static boolean isReachable(int exit, Thresholds thresholds) {
        for (int earlier = 1; earlier < exit; earlier++) {
            if (thresholds.at(earlier) <= OpenExits.EVERYBODY) {
                return false;
            }
        }
        return exit > thresholds.count() || thresholds.at(exit) != Thresholds.CLOSED;
    }

    private static Interval cost(CurvePoint point, double[] costs, double samples, double z) {
        double sum = 0;
        double squares = 0;
        double weights = 0;
        for (int exit = 1; exit <= costs.length; exit++) {
            if (isReachable(exit, point.thresholds())) {
                double weight = point.shares().get(exit - 1) * samples + 1; // one more: none seen is not none to come
                weights += weight;
                sum += weight * costs[exit - 1];
                squares += weight * costs[exit - 1] * costs[exit - 1];
            }
        }
        double variance = Math.max(0, squares / weights - (sum / weights) * (sum / weights));
        double half = z * Math.sqrt(variance / samples);
        return new Interval(point.meanCost(), point.meanCost() - half, point.meanCost() + half);
    }

    private static Interval certain(double value) {
        return new Interval(value, value, value);
    }
}

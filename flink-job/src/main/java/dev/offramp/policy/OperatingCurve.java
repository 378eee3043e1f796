package dev.offramp.policy;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle can be asked for: its operating points, calibrated, from cheap to dear.
 *
 * @param points            in rising order of cost; none where nothing is known
 * @param lastExit          the criterion under which every sample goes to the last exit
 * @param lastExitAccuracy  0 to 1, of the last exit alone
 */
public record OperatingCurve(List<OperatingPoint> points, Criterion lastExit, double lastExitAccuracy)
        implements Serializable {

    public OperatingCurve {
        points = List.copyOf(points);
    }

    /** Of a bundle of which nothing is known. */
    public static OperatingCurve unknown(Criterion lastExit) {
        return new OperatingCurve(List.of(), lastExit, Double.NaN);
    }

    /** Whether there is anything to choose from. */
    public boolean isKnown() {
        return !points.isEmpty();
    }

    /** The least mean cost; of a known curve. */
    public double cheapest() {
        return points.get(0).meanCost();
    }

    /** The dearest criterion that costs no more; empty where every one does. */
    public Optional<Criterion> within(double meanCost) {
        Optional<Criterion> best = Optional.empty();
        for (OperatingPoint point : points) {
            best = point.meanCost() <= meanCost ? Optional.of(point.criterion()) : best;
        }
        return best;
    }

    /**
     * The cheapest criterion that is at most so much less accurate than the last exit alone.
     *
     * @param share of the samples, 0 to 1
     */
    public Criterion losing(double share) {
        return points.stream()
                .filter(point -> point.accuracy() >= lastExitAccuracy - share)
                .findFirst()
                .map(OperatingPoint::criterion)
                .orElse(lastExit);
    }
}

package dev.offramp.budget;

/**
 * How many samples are created a second, seen from the answers alone: samples answered in an interval were created in an
 * interval that is shorter by as much as the delay grew. Not thread-safe.
 */
final class ArrivalRate {

    private static final double SHORTEST_SPAN = 0.2;
    private static final double WEIGHT_OF_NEWEST = 0.6;

    private double delaySeconds = Double.NaN;
    private double perSecond = Double.NaN;

    /** The rate with one more interval; NaN where no sample came yet. */
    double with(Observation seen) {
        if (seen.samples() == 0) {
            return perSecond;
        }
        double grown = Double.isNaN(delaySeconds) ? 0 : seen.delaySeconds() - delaySeconds;
        double span = Math.max(SHORTEST_SPAN * seen.seconds(), seen.seconds() - grown);
        double newest = seen.samples() / span;
        delaySeconds = seen.delaySeconds();
        perSecond = Double.isNaN(perSecond) ? newest : WEIGHT_OF_NEWEST * newest + (1 - WEIGHT_OF_NEWEST) * perSecond;
        return perSecond;
    }
}

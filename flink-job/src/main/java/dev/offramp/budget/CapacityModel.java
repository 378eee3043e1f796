package dev.offramp.budget;

/**
 * How fast the machines are, learnt from intervals in which samples had to wait: seconds a sample = overhead + multiply-adds x
 * slope, by least squares over what was seen, the newest weighing most. As long as all was seen at one mean cost, the slope is
 * that of the stages' own times. Not thread-safe.
 */
final class CapacityModel {

    private static final double MEMORY = 0.85;
    /** Variation of mean costs, relative, from which on the slope can be told from the data. */
    private static final double ENOUGH_VARIATION = 0.02;
    /** The stages' own times miss what happens around them, but not the order of magnitude. */
    private static final double TRUST = 2.5;

    private static final double HOPE = 0.998;

    private double weight;
    private double x;
    private double y;
    private double xx;
    private double xy;
    private double stageSlope;

    /**
     * An interval in which the job could not keep up.
     *
     * @param stageSlope seconds a multiply-add, from the stages' own times
     */
    void saturated(double meanMultiplyAdds, double secondsPerSample, double stageSlope) {
        weight = weight * MEMORY + 1;
        x = x * MEMORY + meanMultiplyAdds;
        y = y * MEMORY + secondsPerSample;
        xx = xx * MEMORY + meanMultiplyAdds * meanMultiplyAdds;
        xy = xy * MEMORY + meanMultiplyAdds * secondsPerSample;
        this.stageSlope = stageSlope;
    }

    /**
     * An interval without a queue: what was kept up with can be kept up with, and what is not tried is slowly thought better of,
     * or else a slow beginning would be believed for ever.
     */
    void keptUp(double meanMultiplyAdds, double secondsPerSample) {
        if (weight == 0) {
            return;
        }
        double believed = overhead() + slope() * meanMultiplyAdds;
        y *= Math.min(HOPE, secondsPerSample / believed);
    }

    boolean isKnown() {
        return weight > 0;
    }

    /** The mean multiply-adds at which the job keeps up with a rate; negative where it cannot at all. */
    double affordable(double samplesPerSecond) {
        return (1 / samplesPerSecond - overhead()) / slope();
    }

    private double overhead() {
        return Math.max(0, y / weight - slope() * x / weight);
    }

    private double slope() {
        double most = y / x; // no overhead at all
        double variance = xx / weight - square(x / weight);
        if (variance < square(ENOUGH_VARIATION * x / weight)) {
            return Math.min(most, stageSlope);
        }
        double fitted = (xy / weight - x / weight * y / weight) / variance;
        return Math.min(most, Math.max(stageSlope / TRUST, Math.min(stageSlope * TRUST, fitted)));
    }

    private static double square(double value) {
        return value * value;
    }
}

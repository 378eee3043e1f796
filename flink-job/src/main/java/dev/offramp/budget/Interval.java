package dev.offramp.budget;

import java.io.Serializable;

/**
 * A measured value with its confidence interval: of 95 %, where nothing else is said.
 *
 * @param value at least low, at most high
 */
public record Interval(double value, double low, double high) implements Serializable {

    /** Two-sided 95 % quantile of the normal distribution. */
    static final double Z = 1.959963984540054;

    /**
     * A share, with the Wilson score interval (Wilson, JASA 1927), which holds for few samples and extreme shares too.
     *
     * @param of at least 1
     */
    public static Interval ofShare(long hits, long of) {
        return ofShare(hits / (double) of, (double) of, Z);
    }

    /**
     * The same with another confidence.
     *
     * @param of at least 1
     * @param z  standard errors to either side
     */
    public static Interval ofShare(long hits, long of, double z) {
        return ofShare(hits / (double) of, (double) of, z);
    }

    /**
     * A share that was measured on as many samples; or, where it foretells the share of a fresh set, on the harmonic sum of
     * both sizes, whose variance is that of their difference.
     *
     * @param z standard errors to either side
     */
    static Interval ofShare(double share, double n, double z) {
        double scale = 1 + z * z / n;
        double centre = (share + z * z / (2 * n)) / scale;
        double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale;
        return new Interval(share, Math.min(share, centre - half), Math.max(share, centre + half));
    }

    /** Whether a value lies within, ends included. */
    public boolean contains(double other) {
        return low <= other && other <= high;
    }
}

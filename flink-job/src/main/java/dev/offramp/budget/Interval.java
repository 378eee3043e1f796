package dev.offramp.budget;

import java.io.Serializable;

/**
 * A measured value with its 95 % confidence interval.
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
        return ofShare(hits / (double) of, (double) of);
    }

    /**
     * A share that was measured on as many samples; or, where it foretells the share of a fresh set, on the harmonic sum of
     * both sizes, whose variance is that of their difference.
     */
    static Interval ofShare(double share, double n) {
        double scale = 1 + Z * Z / n;
        double centre = (share + Z * Z / (2 * n)) / scale;
        double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / scale;
        return new Interval(share, Math.min(share, centre - half), Math.max(share, centre + half));
    }

    /** Whether a value lies within, ends included. */
    public boolean contains(double other) {
        return low <= other && other <= high;
    }
}

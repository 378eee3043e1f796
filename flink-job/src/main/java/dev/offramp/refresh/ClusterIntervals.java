package dev.offramp.refresh;

import dev.offramp.budget.Interval;

/**
 * Intervals about ratios over clusters, by Student's t for as many degrees of freedom as there are clusters less one.
 *
 * @param confidence that they hold the truth, above 0 and below 1
 */
record ClusterIntervals(double confidence) {

    /**
     * A share: the Wilson score interval on as many samples as are worth as much as the clusters (Korn and Graubard 1998, Survey Methodology
     * 24, for the effective number and t; Dean and Pagano 2015, Journal of Survey Statistics and Methodology 3, for Wilson's). The
     * interval depends on {@code t / sqrt(n)} alone, so t is multiplied instead of n divided.
     */
    Interval share(ClusterRatio share) {
        return share(share, t(share.clusters() - 1));
    }

    private static Interval share(ClusterRatio share, double t) {
        return Interval.ofShare(
                Math.round(share.numerator()), Math.round(share.denominator()), t * Math.sqrt(share.designEffect()));
    }

    /**
     * A mean difference of pairs of shares: as wide as its variance says, but no narrower than what Wilson's interval leaves to a share of
     * which none was seen, for where all pairs are alike no variance can be seen.
     */
    Interval difference(ClusterRatio paired) {
        double t = t(paired.clusters() - 1);
        double half = Math.max(t * Math.sqrt(paired.variance()), t * t / (paired.denominator() + t * t));
        return new Interval(paired.value(), paired.value() - half, paired.value() + half);
    }

    /** The difference of two independent shares, by the interval of each (Newcombe 1998, Statistics in Medicine 17, method 10). */
    Interval difference(ClusterRatio of, ClusterRatio less) {
        double t = t(degrees(of.variance(), of.clusters(), less.variance(), less.clusters()));
        Interval from = share(of, t);
        Interval take = share(less, t);
        double difference = from.value() - take.value();
        return new Interval(
                difference,
                difference - Math.hypot(from.value() - from.low(), take.high() - take.value()),
                difference + Math.hypot(from.high() - from.value(), take.value() - take.low()));
    }

    /** A ratio above 0, whose logarithm is nearly normal. */
    Interval ratio(ClusterRatio paired) {
        return about(paired.value(), t(paired.clusters() - 1) * Math.sqrt(paired.relativeVariance()));
    }

    /** The quotient of two independent means above 0, whose logarithm is nearly normal. */
    Interval quotient(ClusterRatio of, ClusterRatio by) {
        double t = t(degrees(of.relativeVariance(), of.clusters(), by.relativeVariance(), by.clusters()));
        return about(of.value() / by.value(), t * Math.sqrt(of.relativeVariance() + by.relativeVariance()));
    }

    private static Interval about(double ratio, double logarithm) {
        return new Interval(ratio, ratio * Math.exp(-logarithm), ratio * Math.exp(logarithm));
    }

    /** Of a sum of two independent variances (Welch 1947 and Satterthwaite 1946), rounded down; the fewer of both at least. */
    private static int degrees(double variance, int clusters, double other, int otherClusters) {
        int least = Math.min(clusters, otherClusters) - 1;
        double both = variance + other;
        double parts = variance * variance / (clusters - 1) + other * other / (otherClusters - 1);
        return parts > 0 ? Math.max(least, (int) (both * both / parts)) : least;
    }

    private double t(int degrees) {
        return StudentT.quantile(confidence, degrees);
    }
}

package dev.offramp.refresh;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * A ratio of two sums over clusters, such as correct answers over labelled ones, with its variance between the clusters by linearisation:
 * {@code k / (k - 1) * sum((y - r x)^2) / sum(x)^2} over k clusters (the ratio estimator; Cochran, Sampling Techniques, 3rd edition 1977,
 * chapter 6). It holds however alike the samples within a cluster are, and however many each has.
 *
 * @param numerator   sum over all clusters
 * @param denominator sum over all clusters, above 0
 * @param variance    of the ratio; not negative
 * @param clusters    that have a part of the denominator, at least 2
 */
record ClusterRatio(double numerator, double denominator, double variance, int clusters) {

    /** @param clusters of which two at least have a denominator above 0 */
    static ClusterRatio of(
            Collection<GroupTotals> clusters,
            ToDoubleFunction<GroupTotals> numerator,
            ToDoubleFunction<GroupTotals> denominator) {
        double y = 0;
        double x = 0;
        int count = 0;
        for (GroupTotals cluster : clusters) {
            y += numerator.applyAsDouble(cluster);
            x += denominator.applyAsDouble(cluster);
            count += denominator.applyAsDouble(cluster) > 0 ? 1 : 0;
        }
        double squares = 0;
        for (GroupTotals cluster : clusters) {
            double residual = numerator.applyAsDouble(cluster) - y / x * denominator.applyAsDouble(cluster);
            squares += residual * residual;
        }
        return new ClusterRatio(y, x, squares / (x * x) * count / (count - 1), count);
    }

    double value() {
        return numerator / denominator;
    }

    /** Of its logarithm (delta method); of a ratio above 0. */
    double relativeVariance() {
        return variance / (value() * value());
    }

    /**
     * How many times larger its variance is than that of as many independent samples, where it is a share; 1 at least, and where all or
     * none of the samples are counted, of which no variance can be seen.
     */
    double designEffect() {
        double independent = value() * (1 - value()) / denominator;
        return independent > 0 ? Math.max(1, variance / independent) : 1;
    }
}

package dev.offramp.cli.analysis;

import dev.offramp.budget.CurvePoint;
import dev.offramp.job.BundleCurves;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The best that a bundle can do for each mean cost, as its calibration table says: where a job is, and what it would cost to be
 * elsewhere.
 *
 * @param points in rising order of cost and of accuracy; at least one
 */
public record Frontier(List<Point> points) {

    /**
     * One setting of the exits.
     *
     * @param cost     multiply-adds a sample
     * @param accuracy 0 to 1, expected
     * @param shares   of the samples, that leave at each exit
     */
    public record Point(double cost, double accuracy, List<Double> shares) {

        public Point {
            shares = List.copyOf(shares);
        }
    }

    public Frontier {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a frontier needs a point");
        }
        points = List.copyOf(points);
    }

    /** That of a bundle; empty where it has no calibration table. */
    public static Optional<Frontier> of(BundleCurves curves) {
        return curves.isCalibrated()
                ? Optional.of(new Frontier(
                        curves.curve().points().stream().map(Frontier::point).toList()))
                : Optional.empty();
    }

    private static Point point(CurvePoint point) {
        return new Point(point.meanCost(), point.accuracy(), point.shares());
    }

    /** What is expected at a mean cost: between two points, what a mix of both gives. */
    public double accuracyAt(double cost) {
        Point below = points.get(0);
        for (Point above : points) {
            if (above.cost() >= cost) {
                return above.cost() == below.cost() || cost <= below.cost()
                        ? below.accuracy()
                        : between(below, above, cost);
            }
            below = above;
        }
        return below.accuracy();
    }

    /** The least mean cost at which so much is expected; empty where no setting gives it. */
    public OptionalDouble costOf(double accuracy) {
        Point below = points.get(0);
        for (Point above : points) {
            if (above.accuracy() >= accuracy) {
                double step = above.accuracy() - below.accuracy();
                double part = step <= 0 ? 1 : Math.max(0, (accuracy - below.accuracy()) / step);
                return OptionalDouble.of(below.cost() + part * (above.cost() - below.cost()));
            }
            below = above;
        }
        return OptionalDouble.empty();
    }

    private static double between(Point below, Point above, double cost) {
        double part = (cost - below.cost()) / (above.cost() - below.cost());
        return below.accuracy() + part * (above.accuracy() - below.accuracy());
    }
}

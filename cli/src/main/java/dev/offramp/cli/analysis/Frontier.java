package dev.offramp.cli.analysis;

import dev.offramp.budget.Cores;
import dev.offramp.budget.CurvePoint;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.job.BundleCurves;
import dev.offramp.policy.ServedBundle;
import dev.offramp.sample.BundleId;
import dev.offramp.stage.StageOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The best that a bundle can do for each mean cost, as its calibration table says: where a job is, and what it would cost to be
 * elsewhere.
 *
 * @param bundle          whose it is
 * @param points          in rising order of cost and of accuracy; at least one
 * @param cumulativeCosts multiply-adds of a sample that leaves at each exit
 */
public record Frontier(BundleId bundle, List<Point> points, List<Double> cumulativeCosts) {

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
        cumulativeCosts = List.copyOf(cumulativeCosts);
    }

    /**
     * That of a bundle, in batches of the usual size; empty where it has no calibration table. It takes a second or several.
     *
     * @throws BundleException where the table cannot be read
     */
    public static Optional<Frontier> of(Bundle bundle) throws BundleException {
        return of(
                bundle,
                BundleCurves.of(bundle, Optional.empty(), StageOptions.MAX_BATCH_SIZE.defaultValue(), Cores.ALL));
    }

    /** That of a bundle whose curves are known; empty where it has no calibration table. */
    public static Optional<Frontier> of(Bundle bundle, BundleCurves curves) {
        List<Point> points =
                curves.curve().points().stream().map(Frontier::point).toList();
        List<Double> costs =
                Arrays.stream(bundle.cumulativeMultiplyAdds()).boxed().toList();
        return curves.isCalibrated() ? Optional.of(new Frontier(bundle.id(), points, costs)) : Optional.empty();
    }

    private static Point point(CurvePoint point) {
        return new Point(point.meanCost(), point.accuracy(), point.shares());
    }

    /** Whether it is that of this bundle, in whichever precision. */
    public boolean isOf(BundleId other) {
        return ServedBundle.areSame(bundle, other);
    }

    /** What is expected at a mean cost: between two points, what a mix of both gives. */
    public double accuracyAt(double cost) {
        return at(cost).accuracy();
    }

    /** The setting of a mean cost, or the nearest end: between two points a mix of both. */
    public Point at(double cost) {
        Point below = points.get(0);
        for (Point above : points) {
            if (above.cost() >= cost) {
                return above.cost() == below.cost() || cost <= below.cost() ? below : between(below, above, cost);
            }
            below = above;
        }
        return below;
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

    private static Point between(Point below, Point above, double cost) {
        double part = (cost - below.cost()) / (above.cost() - below.cost());
        List<Double> shares = new ArrayList<>();
        for (int k = 0; k < below.shares().size(); k++) {
            shares.add(mix(below.shares().get(k), above.shares().get(k), part));
        }
        return new Point(cost, mix(below.accuracy(), above.accuracy(), part), shares);
    }

    private static double mix(double below, double above, double part) {
        return below + part * (above - below);
    }
}

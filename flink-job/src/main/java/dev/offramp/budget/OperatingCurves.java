package dev.offramp.budget;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.OperatingCurve;
import dev.offramp.policy.OperatingPoint;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import java.util.List;

/**
 * From a calibrated curve to what wishes are resolved with. Thresholds look better on the samples that they were found on than
 * on others; so a point's accuracy is the one that cross-fitting finds, or else an accepted loss would be exceeded.
 */
public final class OperatingCurves {

    private OperatingCurves() {}

    /**
     * The operating points of a curve.
     *
     * @param table        that the curve was found on
     * @param temperatures under which the table's confidences were read
     * @param costs        to each exit, in the unit of the curve
     * @param cores        that it may take
     */
    public static OperatingCurve of(
            BudgetCurve curve, ExitTable table, Temperatures temperatures, double[] costs, Cores cores) {
        CrossFit crossFit = new CrossFit(Family.DIRECT, table, costs, cores);
        List<OperatingPoint> points = curve.points().stream()
                .map(point -> new OperatingPoint(
                        new Criterion(curve.measure(), temperatures, point.thresholds()),
                        point.meanCost(),
                        crossFit.honest(point, point.meanCost()).accuracy()))
                .toList();
        return new OperatingCurve(
                points, lastExit(curve.measure(), temperatures, costs.length), table.accuracy(costs.length));
    }

    private static Criterion lastExit(ConfidenceMeasure measure, Temperatures temperatures, int exits) {
        return new Criterion(measure, temperatures, Thresholds.closed(exits - 1));
    }
}

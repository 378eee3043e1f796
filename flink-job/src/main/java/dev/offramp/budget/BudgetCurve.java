package dev.offramp.budget;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Thresholds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The calibrated way from cheap to accurate: settings of the exits in rising order of mean cost and of accuracy.
 *
 * @param measure that all thresholds are on
 * @param points  at least one; no point costs more than another and is less accurate
 */
public record BudgetCurve(ConfidenceMeasure measure, List<CurvePoint> points) implements Serializable {

    private static final int UNCALIBRATED_STEPS = 100;

    public BudgetCurve {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a curve needs a point");
        }
        points = List.copyOf(points);
    }

    /**
     * What can be said without a calibration table: everybody leaves at the first exit, or a share goes all the way. Of
     * accuracy it knows nothing.
     *
     * @param cumulativeCosts to each exit
     */
    public static BudgetCurve uncalibrated(List<Double> cumulativeCosts) {
        int last = cumulativeCosts.size() - 1;
        List<CurvePoint> points = new ArrayList<>();
        for (int step = 0; step <= UNCALIBRATED_STEPS; step++) {
            double deep = (double) step / UNCALIBRATED_STEPS;
            Double[] shares = new Double[last + 1];
            Arrays.fill(shares, 0.0);
            shares[0] = 1 - deep;
            shares[last] += deep;
            double mean = (1 - deep) * cumulativeCosts.get(0) + deep * cumulativeCosts.get(last);
            points.add(new CurvePoint(Thresholds.closed(last), mean, Double.NaN, List.of(shares)));
        }
        return new BudgetCurve(ConfidenceMeasure.MAX_SOFTMAX, points);
    }

    /** The most accurate point that costs no more than the budget; the cheapest one where all cost more. */
    public CurvePoint at(double budget) {
        CurvePoint best = points.get(0);
        for (CurvePoint point : points) {
            best = point.meanCost() <= budget ? point : best;
        }
        return best;
    }

    /** The mean cost of the cheapest point that is at most {@code loss} less accurate than the most accurate one. */
    double within(double loss) {
        double wanted = points.get(points.size() - 1).accuracy() - loss;
        return points.stream()
                .filter(point -> point.accuracy() >= wanted)
                .findFirst()
                .orElse(points.get(points.size() - 1))
                .meanCost();
    }

    /** The least mean cost. */
    public double cheapest() {
        return points.get(0).meanCost();
    }

    /** The mean cost of the most accurate point. */
    public double dearest() {
        return points.get(points.size() - 1).meanCost();
    }
}

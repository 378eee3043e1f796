package dev.offramp.job;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.Cores;
import dev.offramp.budget.DepthPlan;
import dev.offramp.budget.DirectSearch;
import dev.offramp.budget.ExitTable;
import dev.offramp.budget.OperatingCurves;
import dev.offramp.budget.StageCosts;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Calibration;
import dev.offramp.model.Model;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.OperatingCurve;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Temperatures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle can be asked for.
 *
 * @param isCalibrated whether the curve knows anything of accuracy
 * @param curve        of mean multiply-adds
 * @param temperatures that the curve's thresholds are for
 * @param served       the same for wishes
 */
public record BundleCurves(boolean isCalibrated, BudgetCurve curve, Temperatures temperatures, ServedBundle served) {

    private static final int CURVE_POINTS = 60;

    /**
     * Finds the curves on the bundle's calibration table; that takes a second or several.
     *
     * @param costs     of the stages in time, where they were measured
     * @param batchSize in which the stages run
     * @param cores     that the search may take
     * @throws BundleException where the table cannot be read
     */
    public static BundleCurves of(Bundle bundle, Optional<StageCosts> costs, int batchSize, Cores cores)
            throws BundleException {
        Optional<Calibration> calibration = bundle.calibration();
        return calibration.isPresent()
                ? calibrated(bundle, calibration.get(), costs.map(measured -> measured.cumulative(batchSize)), cores)
                : uncalibrated(bundle);
    }

    /** The bundle, in whatever precision, with all that operators go by. */
    public Model model(Bundle bundle) {
        return new Model(bundle, served.named(bundle.id()), depthPlan(bundle));
    }

    /** How many of a stream's samples a budget lets go deeper. */
    DepthPlan depthPlan(Bundle bundle) {
        List<Double> multiplyAdds =
                Arrays.stream(bundle.cumulativeMultiplyAdds()).boxed().toList();
        return new DepthPlan(curve, multiplyAdds);
    }

    private static BundleCurves calibrated(
            Bundle bundle, Calibration table, Optional<double[]> milliseconds, Cores cores) {
        ConfidenceMeasure measure = bundle.policy().criterion().measure();
        ExitTable exits = table.table(measure);
        double[] multiplyAdds = bundle.cumulativeMultiplyAdds();
        BudgetCurve curve = new DirectSearch(exits, measure, multiplyAdds).curve(CURVE_POINTS);
        OperatingCurve inTime = milliseconds
                .map(costs -> OperatingCurves.of(
                        new DirectSearch(exits, measure, costs).curve(CURVE_POINTS),
                        exits,
                        table.temperatures(),
                        costs,
                        cores))
                .orElseGet(() -> OperatingCurve.unknown(ServedBundle.closed(bundle.policy())));
        ServedBundle served = new ServedBundle(
                bundle.id(),
                bundle.policy(),
                multiplyAdds[0],
                OperatingCurves.of(curve, exits, table.temperatures(), multiplyAdds, cores),
                inTime);
        return new BundleCurves(true, curve, table.temperatures(), served);
    }

    private static BundleCurves uncalibrated(Bundle bundle) {
        double[] multiplyAdds = bundle.cumulativeMultiplyAdds();
        List<Double> costs = Arrays.stream(multiplyAdds).boxed().toList();
        return new BundleCurves(
                false,
                BudgetCurve.uncalibrated(costs),
                Temperatures.NONE,
                ServedBundle.uncalibrated(bundle.id(), bundle.policy(), multiplyAdds[0]));
    }
}

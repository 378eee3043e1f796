package dev.offramp.job;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.DepthPlan;
import dev.offramp.budget.DirectSearch;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Calibration;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Temperatures;
import dev.offramp.steer.SteerOptions;
import dev.offramp.steer.SteerSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What budgets and steering go by.
 *
 * @param curve        of mean multiply-adds; without accuracies where the bundle has no calibration table
 * @param temperatures that the curve's thresholds are for
 * @param depthPlan    how many of a stream's samples a budget lets go deeper
 * @param steering     empty where the job has no goal
 */
public record Control(
        BudgetCurve curve, Temperatures temperatures, DepthPlan depthPlan, Optional<SteerSettings> steering) {

    private static final int CURVE_POINTS = 60;

    /** Reads the options and the bundle's table, and adds what is wrong with them to the problems. */
    static Control from(ReadableConfig config, Bundle bundle, List<String> problems) {
        Optional<SteerSettings> steering = SteerSettings.from(config, problems);
        Optional<Calibration> calibration = calibration(bundle, problems);
        if (steering.isPresent() && calibration.isEmpty()) {
            problems.add(SteerOptions.LATENCY_P95.key().replaceFirst("\\..*", ".*")
                    + " needs a calibration table; bundle " + bundle.id() + " has none: see ./offramp calibrate");
        }
        List<Double> costs =
                Arrays.stream(bundle.cumulativeMultiplyAdds()).boxed().toList();
        Measure measure = bundle.policy().criterion().measure();
        BudgetCurve curve = calibration
                .map(table -> new DirectSearch(table.table(measure), measure, bundle.cumulativeMultiplyAdds())
                        .curve(CURVE_POINTS))
                .orElseGet(() -> BudgetCurve.uncalibrated(costs));
        Temperatures temperatures = calibration.map(Calibration::temperatures).orElse(Temperatures.NONE);
        return new Control(curve, temperatures, new DepthPlan(curve, costs), steering);
    }

    private static Optional<Calibration> calibration(Bundle bundle, List<String> problems) {
        try {
            return bundle.calibration();
        } catch (BundleException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }
}

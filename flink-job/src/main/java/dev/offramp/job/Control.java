package dev.offramp.job;

import dev.offramp.budget.Cores;
import dev.offramp.budget.StageCosts;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.policy.PolicyOptions;
import dev.offramp.stage.StageOptions;
import dev.offramp.steer.SteerOptions;
import dev.offramp.steer.SteerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What budgets, wishes and steering go by.
 *
 * @param curves   of the bundle
 * @param steering empty where the job has no goal
 */
public record Control(BundleCurves curves, Optional<SteerSettings> steering) {

    /** Reads the options and the bundle's table, and adds what is wrong with them to the problems. */
    static Optional<Control> from(ReadableConfig config, Bundle bundle, List<String> problems) {
        Optional<SteerSettings> steering = SteerSettings.from(config, problems);
        Optional<StageCosts> costs = stageCosts(config, bundle, problems);
        Optional<BundleCurves> curves = curves(config, bundle, costs, problems);
        if (steering.isPresent() && curves.isPresent() && !curves.get().isCalibrated()) {
            problems.add(SteerOptions.LATENCY_P95.key().replaceFirst("\\..*", ".*")
                    + " needs a calibration table; bundle " + bundle.id() + " has none: see ./offramp calibrate");
        }
        return curves.map(found -> new Control(found, steering));
    }

    private static Optional<BundleCurves> curves(
            ReadableConfig config, Bundle bundle, Optional<StageCosts> costs, List<String> problems) {
        try {
            return Optional.of(BundleCurves.of(bundle, costs, config.get(StageOptions.MAX_BATCH_SIZE), Cores.ALL));
        } catch (BundleException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static Optional<StageCosts> stageCosts(ReadableConfig config, Bundle bundle, List<String> problems) {
        Optional<String> file = config.getOptional(PolicyOptions.STAGE_COSTS);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            StageCosts costs = StageCosts.read(Path.of(file.get()));
            if (bundle.isMeasuredBy(costs)) {
                return Optional.of(costs);
            }
            problems.add(PolicyOptions.STAGE_COSTS.key() + ": " + file.get() + " has the costs of " + costs.bundle()
                    + ", not of " + bundle.id() + "; measure them with './offramp calibrate BUNDLE --costs FILE'");
        } catch (IOException e) {
            problems.add(PolicyOptions.STAGE_COSTS.key() + ": " + e.getMessage());
        }
        return Optional.empty();
    }
}

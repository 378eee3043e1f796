package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.labelled.BundleFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On the bundle that ships. */
class PlannedPolicyTest {

    private final BundleFolder folder =
            new BundleFolder(Path.of("../model-artifacts/bundles/fashion-mnist-branchy"), TrustSettings.ANY);
    private final Bundle bundle = folder.open();
    private final EqualAccuracy accuracy =
            new EqualAccuracy(bundle, folder.calibration(bundle, Optional.empty()), 0.005);

    @Test
    void with_all_exits_closed_everybody_goes_to_the_last() {
        assertThat(PlannedPolicy.on(accuracy, "closed", accuracy.only(4)).shares())
                .containsExactly(0.0, 0.0, 0.0, 1.0);
    }

    @Test
    void shares_are_those_of_the_calibration_table_under_the_policys_own_measure() {
        PlannedPolicy own = PlannedPolicy.on(accuracy, "own", bundle.policy().criterion());

        assertThat(own.shares().stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
        assertThat(own.shares().get(0))
                .as("the policy was found for a shallow mean")
                .isGreaterThan(0.5);
    }
}

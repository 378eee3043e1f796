package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.ExitTable;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Calibration;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Thresholds;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On the bundle that ships. */
class EqualAccuracyTest {

    private static final double LOSS = 0.005;

    private final BundleFolder folder =
            new BundleFolder(Path.of("../model-artifacts/bundles/fashion-mnist-branchy"), TrustSettings.ANY);
    private final Bundle bundle = folder.open();
    private final Calibration calibration = folder.calibration(bundle, Optional.empty());
    private final EqualAccuracy equal = new EqualAccuracy(bundle, calibration, LOSS);

    @Test
    void the_thresholds_lose_no_more_than_is_accepted_and_cost_less_than_any_single_exit_of_that_accuracy() {
        Criterion criterion = equal.withExits(bundle.cumulativeMultiplyAdds());
        ExitTable table = calibration.table(criterion.measure());

        CurvePoint point = CurvePoint.of(table, criterion.thresholds(), bundle.cumulativeMultiplyAdds());

        assertThat(point.accuracy()).isGreaterThanOrEqualTo(table.accuracy(table.exits()) - LOSS);
        assertThat(point.meanCost()).isLessThan(bundle.cumulativeMultiplyAdds()[equal.singleExit() - 1]);
    }

    @Test
    void fewer_come_to_the_last_exit_where_that_is_what_costs() {
        double[] lastIsDear = {1, 1.1, 1.2, 1_000};
        double[] lastIsForNothing = {1, 1_000, 1_000.1, 1_000.2};

        assertThat(comingToTheLast(equal.withExits(lastIsDear)))
                .isLessThan(comingToTheLast(equal.withExits(lastIsForNothing)));
    }

    private double comingToTheLast(Criterion criterion) {
        ExitTable table = calibration.table(criterion.measure());
        return CurvePoint.of(table, criterion.thresholds(), bundle.cumulativeMultiplyAdds())
                .shares()
                .get(3);
    }

    @Test
    void the_single_exit_is_the_first_that_is_accurate_enough() {
        ExitTable table = calibration.table(ConfidenceMeasure.MAX_SOFTMAX);
        int exit = equal.singleExit();
        double wanted = table.accuracy(table.exits()) - LOSS;

        assertThat(table.accuracy(exit)).isGreaterThanOrEqualTo(wanted);
        assertThat(exit).isGreaterThan(1);
        assertThat(table.accuracy(exit - 1)).isLessThan(wanted);
    }

    @Test
    void where_one_exit_answers_alone_everybody_leaves_there() {
        assertThat(equal.only(2).thresholds()).isEqualTo(Thresholds.of(Thresholds.CLOSED, 0, Thresholds.CLOSED));
        assertThat(equal.only(4).thresholds()).isEqualTo(Thresholds.closed(3));
        assertThat(equal.only(2).accepts(2, Float.MIN_VALUE)).isTrue();
    }

    @Test
    void where_nobody_leaves_early_heads_are_computed_all_the_same() {
        assertThat(equal.nobody().accepts(1, 1)).isFalse();
        assertThat(equal.nobody().isIndifferentTo(1)).isFalse();
        assertThat(equal.only(4).isIndifferentTo(1)).isTrue();
    }
}

package dev.offramp.policy;

import static dev.offramp.policy.Policies.BUNDLE;
import static dev.offramp.policy.Policies.OTHER;
import static dev.offramp.policy.Policies.RECOMMENDED;
import static dev.offramp.policy.Policies.SERVED;
import static dev.offramp.policy.Policies.UNCALIBRATED;
import static dev.offramp.policy.Policies.everybody;
import static dev.offramp.policy.Policies.point;
import static dev.offramp.policy.Policies.thresholds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.BundleId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedBundleTest {

    @Test
    void an_accepted_loss_is_the_cheapest_point_that_is_accurate_enough() throws Exception {
        assertThat(SERVED.resolve(new Wish.AccuracyLoss(0.005))).isEqualTo(point(2));
        assertThat(SERVED.resolve(new Wish.AccuracyLoss(0.03))).isEqualTo(point(1));
        assertThat(SERVED.resolve(new Wish.AccuracyLoss(0))).isEqualTo(point(3));
        assertThat(SERVED.resolve(new Wish.AccuracyLoss(1))).isEqualTo(point(0));
    }

    @Test
    void an_accepted_loss_is_met_in_the_least_time_where_that_was_measured() throws Exception {
        OperatingCurve inTime = new OperatingCurve(
                List.of(new OperatingPoint(point(3), 0.5, 0.94), new OperatingPoint(point(2), 0.7, 0.94)),
                ServedBundle.closed(RECOMMENDED),
                0.94);
        OperatingCurve unknown = OperatingCurve.unknown(ServedBundle.closed(RECOMMENDED));
        Wish loss = new Wish.AccuracyLoss(0.005);

        assertThat(new ServedBundle(BUNDLE, RECOMMENDED, 10, SERVED.byMultiplyAdds(), inTime).resolve(loss))
                .isEqualTo(point(3));
        assertThat(new ServedBundle(BUNDLE, RECOMMENDED, 10, SERVED.byMultiplyAdds(), unknown).resolve(loss))
                .isEqualTo(point(2));
    }

    @Test
    void a_loss_that_no_point_keeps_closes_every_early_exit() throws Exception {
        OperatingCurve worse =
                new OperatingCurve(SERVED.byMultiplyAdds().points(), ServedBundle.closed(RECOMMENDED), 0.95);
        ServedBundle bundle = new ServedBundle(BUNDLE, RECOMMENDED, 10, worse, worse);

        assertThat(bundle.resolve(new Wish.AccuracyLoss(0.01)).thresholds()).isEqualTo(Thresholds.closed(2));
    }

    @Test
    void a_mean_cost_is_the_dearest_point_that_keeps_it() throws Exception {
        assertThat(SERVED.resolve(new Wish.MeanMultiplyAdds(35))).isEqualTo(point(2));
        assertThat(SERVED.resolve(new Wish.MeanMultiplyAdds(1_000))).isEqualTo(point(3));
        assertThat(SERVED.resolve(new Wish.MeanMilliseconds(2))).isEqualTo(point(1));
    }

    @Test
    void a_cost_that_no_setting_keeps_is_refused_with_the_least_that_can_be_met() {
        assertRefused(new Wish.MeanMultiplyAdds(9), "the least that can be met is 10 multiply-adds");
        assertRefused(new Wish.MeanMilliseconds(0.5), "the least that can be met is 1 ms");
    }

    @Test
    void a_budget_below_the_first_exit_is_refused_with_the_least_that_can_be_met() {
        PolicyTerms terms = new PolicyTerms(Wish.OPEN, PolicyTerms.OPEN, 9, PolicyTerms.OPEN, PolicyTerms.OPEN_SHARE);

        assertThatThrownBy(() -> SERVED.check(everybody(1, terms)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("a budget of 9 multiply-adds")
                .hasMessageContaining("the least that can be met is 10");
    }

    @Test
    void thresholds_are_for_the_bundle_that_they_name_and_for_no_other() throws Exception {
        assertThat(SERVED.resolve(thresholds(BUNDLE, 0.1f, 0.2f)).thresholds()).isEqualTo(Thresholds.of(0.1f, 0.2f));
        assertThat(SERVED.resolve(thresholds(OTHER, 0.1f, 0.2f))).isEqualTo(RECOMMENDED.criterion());
        assertThat(SERVED.isForAnother(thresholds(OTHER, 0.1f, 0.2f))).isTrue();
    }

    @Test
    void a_bundle_is_the_same_in_every_precision() {
        ServedBundle half = ServedBundle.uncalibrated(BUNDLE.withBuildMetadata("bfloat16"), RECOMMENDED, 10);

        assertThat(half.is(BUNDLE)).isTrue();
        assertThat(half.is(BUNDLE.withBuildMetadata("float16"))).isTrue();
        assertThat(half.is(OTHER)).isFalse();
        assertThat(half.is(new BundleId("huge", "1.0.0"))).isFalse();
    }

    @Test
    void thresholds_have_to_fit_the_bundle_that_they_name() throws Exception {
        assertThatThrownBy(() -> SERVED.check(everybody(1, PolicyTerms.of(thresholds(BUNDLE, 0.5f)))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has 1 thresholds")
                .hasMessageContaining("2 early exits");
        SERVED.check(everybody(1, PolicyTerms.of(thresholds(OTHER, 0.5f)))); // who knows how many it has
    }

    @Test
    void temperatures_are_for_every_exit_or_for_none() throws Exception {
        assertThatThrownBy(() -> SERVED.check(tempered(1, 1)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2 temperatures")
                .hasMessageContaining("3 exits");
        SERVED.check(tempered(1, 1, 2));
    }

    @Test
    void what_nobody_measured_cannot_be_wished() {
        assertThatThrownBy(() -> UNCALIBRATED.resolve(new Wish.AccuracyLoss(0.01)))
                .hasMessageContaining("needs a calibration table");
        assertThatThrownBy(() -> UNCALIBRATED.resolve(new Wish.MeanMultiplyAdds(20)))
                .hasMessageContaining("needs a calibration table");
        assertThatThrownBy(() -> UNCALIBRATED.resolve(new Wish.MeanMilliseconds(20)))
                .hasMessageContaining("policy.stage-costs");
    }

    private static ScopedPolicy tempered(float... temperatures) {
        Criterion criterion =
                new Criterion(ConfidenceMeasure.MARGIN, Temperatures.of(temperatures), Thresholds.of(0.5f, 0.5f));
        return everybody(1, PolicyTerms.of(new Wish.ThresholdsOf(BUNDLE, criterion)));
    }

    private static void assertRefused(Wish wish, String least) {
        assertThatThrownBy(() -> SERVED.check(everybody(1, PolicyTerms.of(wish))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(least);
    }

    @Test
    void thresholds_of_a_measure_for_another_task_are_refused() {
        Criterion labels = Criterion.of(ConfidenceMeasure.LEAST_CERTAIN, Thresholds.of(0.5f, 0.5f));
        PolicyTerms terms = PolicyTerms.of(new Wish.ThresholdsOf(BUNDLE, labels));

        assertThatThrownBy(() -> SERVED.check(everybody(1, terms)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has thresholds for LEAST_CERTAIN, which says nothing of what");
    }
}

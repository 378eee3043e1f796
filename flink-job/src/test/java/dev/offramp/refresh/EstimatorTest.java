package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.budget.Interval;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EstimatorTest {

    private static final ClusterIntervals USUAL = new ClusterIntervals(0.95);

    private static Comparison comparison(Design design, int groups, IntFunction<GroupTotals> totals) {
        TreeMap<Integer, GroupTotals> byGroup = new TreeMap<>();
        for (int group = 0; group < groups; group++) {
            byGroup.put(group, totals.apply(group));
        }
        return new Comparison(design, byGroup);
    }

    private static GroupTotals both(long agreed, SideTotals side) {
        return new GroupTotals(agreed, side, side);
    }

    private static SideTotals labelled(long answered, long correct) {
        return new SideTotals(answered, answered, correct, answered, answered);
    }

    private static SideTotals costing(long answered, double multiplyAdds) {
        return new SideTotals(answered, 0, 0, multiplyAdds, 0);
    }

    private static Estimate of(Quantity quantity, Comparison seen) {
        return new Estimator(seen, USUAL).of(quantity);
    }

    private static Interval interval(Quantity quantity, Comparison seen) {
        return ((Estimate.Known) of(quantity, seen)).interval();
    }

    private static String why(Quantity quantity, Comparison seen) {
        return ((Estimate.Unknown) of(quantity, seen)).why();
    }

    @ParameterizedTest
    @EnumSource(Quantity.class)
    void of_fewer_than_five_groups_of_streams_nothing_is_said(Quantity quantity) {
        Comparison four = comparison(Design.PAIRED, 4, group -> both(900, labelled(1_000, 900)));
        Comparison five = comparison(Design.PAIRED, 5, group -> both(900, labelled(1_000, 900)));

        assertThat(why(quantity, four)).contains("streams of 5 groups, and there are some of 4");
        assertThat(of(quantity, five)).isInstanceOf(Estimate.Known.class);
    }

    @ParameterizedTest
    @EnumSource(Quantity.class)
    void of_fewer_than_a_hundred_samples_nothing_is_said(Quantity quantity) {
        Comparison few = comparison(Design.PAIRED, 9, group -> both(9, labelled(11, 9)));
        Comparison enough = comparison(Design.PAIRED, 10, group -> both(9, labelled(10, 9)));

        assertThat(why(quantity, few)).startsWith("it takes 100 ").endsWith(", and there are 99");
        assertThat(of(quantity, enough)).isInstanceOf(Estimate.Known.class);
    }

    @Test
    void the_side_that_has_too_few_is_named() {
        Comparison seen = comparison(
                Design.TWO_SAMPLE,
                20,
                group -> group < 2
                        ? GroupTotals.ofCandidate(costing(1_000, 5_000))
                        : GroupTotals.ofServing(costing(1_000, 5_000)));

        assertThat(why(Quantity.COST, seen))
                .isEqualTo("it takes answers of the candidate for streams of 5 groups, and there are some of 2");
    }

    @Test
    void without_labels_nothing_is_said_of_accuracy() {
        Comparison seen = comparison(Design.PAIRED, 9, group -> both(900, costing(1_000, 9_000)));

        assertThat(why(Quantity.ACCURACY_LOSS, seen)).contains("labelled answers of the candidate");
    }

    @Test
    void of_a_canary_nothing_is_said_of_agreement() {
        Comparison seen = comparison(Design.TWO_SAMPLE, 9, group -> GroupTotals.ofCandidate(labelled(1_000, 900)));

        assertThat(why(Quantity.AGREEMENT, seen)).isEqualTo("a canary and what serves answer different samples");
    }

    @Test
    void where_all_agree_what_so_many_samples_cannot_show_is_left_open() {
        Interval agreement =
                interval(Quantity.AGREEMENT, comparison(Design.PAIRED, 10, group -> both(100, costing(100, 1))));
        double t = StudentT.quantile(0.95, 9);

        assertThat(agreement.value()).isEqualTo(1);
        assertThat(agreement.low()).isCloseTo(1_000 / (1_000 + t * t), within(1e-9));
    }

    @Test
    void where_both_are_always_right_together_what_so_many_samples_cannot_show_is_left_open() {
        Interval loss =
                interval(Quantity.ACCURACY_LOSS, comparison(Design.PAIRED, 10, group -> both(0, labelled(100, 93))));
        double t = StudentT.quantile(0.95, 9);

        assertThat(loss.value()).isZero();
        assertThat(loss.high()).isCloseTo(t * t / (1_000 + t * t), within(1e-9));
        assertThat(loss.low()).isEqualTo(-loss.high());
    }

    @Test
    void a_loss_of_accuracy_is_what_serves_less_the_candidate() {
        GroupTotals worse = new GroupTotals(0, labelled(100, 80), labelled(100, 90));
        Comparison pairs = comparison(Design.PAIRED, 10, group -> worse);
        Comparison samples = comparison(
                Design.TWO_SAMPLE,
                20,
                group -> group < 10
                        ? GroupTotals.ofCandidate(labelled(100, 80))
                        : GroupTotals.ofServing(labelled(100, 90)));

        assertThat(interval(Quantity.ACCURACY_LOSS, pairs).value()).isCloseTo(0.1, within(1e-12));
        assertThat(interval(Quantity.ACCURACY_LOSS, samples).value()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void how_dear_the_samples_are_blurs_a_canarys_cost_and_not_a_shadows() {
        Comparison pairs = comparison(
                Design.PAIRED,
                20,
                group -> new GroupTotals(0, costing(100, 105.0 * (1 + group)), costing(100, 100.0 * (1 + group))));
        Comparison samples = comparison(
                Design.TWO_SAMPLE,
                20,
                group -> group % 2 == 0
                        ? GroupTotals.ofCandidate(costing(100, 105.0 * (2 + group)))
                        : GroupTotals.ofServing(costing(100, 100.0 * (1 + group))));

        Interval sharp = interval(Quantity.COST, pairs);
        Interval blurred = interval(Quantity.COST, samples);
        assertThat(sharp.value()).isCloseTo(1.05, within(1e-9));
        assertThat(sharp.high() - sharp.low()).isLessThan(1e-9);
        assertThat(blurred.value()).isCloseTo(1.05, within(1e-9));
        assertThat(blurred.high() - blurred.low()).isGreaterThan(0.5);
    }

    @Test
    void a_mean_of_nothing_is_no_divisor() {
        Comparison seen = comparison(Design.PAIRED, 9, group -> both(100, costing(100, 0)));

        assertThat(why(Quantity.COST, seen)).isEqualTo("a mean is 0 or less");
    }
}

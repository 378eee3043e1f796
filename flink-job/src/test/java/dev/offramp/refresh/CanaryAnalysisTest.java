package dev.offramp.refresh;

import static dev.offramp.refresh.TestingCanary.HOME;
import static dev.offramp.refresh.TestingCanary.SERVING;
import static dev.offramp.refresh.TestingCanary.THREE;
import static dev.offramp.refresh.TestingCanary.TRIAL;
import static dev.offramp.refresh.TestingCanary.TWO;
import static dev.offramp.refresh.TestingCanary.accepted;
import static dev.offramp.refresh.TestingCanary.canary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.Scope;
import dev.offramp.refresh.Decision.Outcome;
import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Canaries from second 100 on, by windows of a second that are known two seconds after they ended. */
class CanaryAnalysisTest {

    private static final String RULE = "cost <= 1.1x for 10 s";
    private static final double CHEAPER = 0.7;
    private static final double DEARER = 1.6;
    private static final int MANY = 20;
    private static final int FEW = 2;

    private final TestingCanary seen = new TestingCanary();
    private final List<BundleRecord> told = new ArrayList<>();
    private final List<Order> ordered = new ArrayList<>();
    private CanaryAnalysis analysis = new CanaryAnalysis(HOME, 1_000, this::take);
    private long now = 100_000;

    @Test
    void a_worse_canary_is_taken_back_once_a_tenth_of_the_time_showed_it() {
        begin(1, RULE);
        pass(2, DEARER, MANY);
        assertThat(ordered).isEmpty();
        pass(20, DEARER, MANY);

        assertThat(ordered).singleElement().satisfies(end -> {
            assertThat(end.key()).isEqualTo(TRIAL);
            assertThat(end.source()).isEmpty();
            assertThat(end.version()).isEqualTo(2);
            assertThat(end.validFromMillis()).isEmpty();
            assertThat(end.author()).isEqualTo("rule");
            assertThat(end.reason()).startsWith("rolled back: cost 1.").contains("wanted <= 1.100x, seen in 1 of 10 s");
            assertThat(end.previous()).contains(TWO);
        });
    }

    @Test
    void what_became_of_a_canary_that_is_taken_back_is_told_ahead_of_its_end() {
        begin(1, RULE);
        pass(20, DEARER, MANY);

        Order end = ordered.get(0);
        assertThat(told).hasSize(2).last().isEqualTo(end);
        assertThat(told).first().isInstanceOfSatisfying(Decision.class, decision -> {
            assertThat(decision.outcome()).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(decision.about()).isEqualTo(TRIAL);
            assertThat(decision.order()).isEqualTo(1);
            assertThat(decision.source()).contains(TWO);
            assertThat(decision.reason()).isEqualTo(end.reason());
        });
    }

    @Test
    void a_canary_that_is_promoted_is_not_told_of_as_taken_back() {
        begin(1, RULE);
        pass(20, CHEAPER, MANY);
        analysis.read(accepted(SERVING, 2, Optional.of(TWO), 140_000));

        assertThat(ordered).hasSize(2);
        assertThat(told).hasSameElementsAs(ordered);
    }

    @Test
    void a_good_canary_is_promoted_once_the_time_is_up_and_its_trial_ends_from_the_same_frame_on() {
        begin(1, RULE);
        pass(11, CHEAPER, MANY);
        assertThat(ordered).isEmpty();
        pass(20, CHEAPER, MANY);

        assertThat(ordered).singleElement().satisfies(promotion -> {
            assertThat(promotion.key()).isEqualTo(SERVING);
            assertThat(promotion.source()).contains(TWO);
            assertThat(promotion.role()).isEqualTo(Role.SERVING);
            assertThat(promotion.version()).isEqualTo(2);
            assertThat(promotion.reason()).startsWith("promoted: cost 0.").contains("seen in 10 of 10 s");
            assertThat(promotion.previous()).isEmpty();
        });
        analysis.read(accepted(SERVING, 2, Optional.of(TWO), 140_000));
        pass(20, CHEAPER, MANY);

        assertThat(ordered).hasSize(2).last().satisfies(end -> {
            assertThat(end.key()).isEqualTo(TRIAL);
            assertThat(end.source()).isEmpty();
            assertThat(end.version()).isEqualTo(3);
            assertThat(end.validFromMillis()).isEqualTo(OptionalLong.of(140_000));
        });
    }

    @Test
    void too_few_streams_decide_nothing() {
        begin(1, RULE);
        pass(60, DEARER, FEW);
        pass(60, CHEAPER, FEW);

        assertThat(ordered).isEmpty();
    }

    @Test
    void a_restart_in_the_middle_loses_no_time() {
        begin(1, RULE);
        pass(6, CHEAPER, MANY);
        beginAgain();
        pass(5, CHEAPER, MANY);
        assertThat(ordered).isEmpty();
        pass(1, CHEAPER, MANY);

        assertThat(ordered).singleElement().extracting(Order::key).isEqualTo(SERVING);
    }

    @Test
    void what_is_ordered_is_not_ordered_again_after_a_restart() {
        begin(1, RULE);
        pass(12, CHEAPER, MANY);
        beginAgain();
        pass(20, CHEAPER, MANY);
        assertThat(ordered).hasSize(1);

        analysis.read(accepted(SERVING, 2, Optional.of(TWO), 140_000));
        beginAgain();
        pass(20, DEARER, MANY);
        assertThat(ordered).hasSize(2);
    }

    @Test
    void nothing_is_decided_without_a_rule_or_before_the_trial_is_accepted() {
        begin(1, "");
        pass(20, DEARER, MANY);
        analysis.read(canary(2, RULE));
        analysis.read(new Decision(TRIAL, 2, Optional.of(TWO), Outcome.REFUSED, 0, "404", now));
        pass(20, DEARER, MANY);

        assertThat(ordered).isEmpty();
    }

    @Test
    void a_trial_that_somebody_ends_is_watched_no_more() {
        begin(1, RULE);
        pass(2, DEARER, MANY);
        analysis.read(withdrawal(2));
        analysis.read(accepted(TRIAL, 2, Optional.empty(), now));
        pass(20, DEARER, MANY);

        assertThat(ordered).isEmpty();
    }

    @Test
    void a_larger_share_is_watched_from_its_beginning_on() {
        begin(1, RULE);
        pass(8, CHEAPER, MANY);
        begin(2, RULE);
        pass(11, CHEAPER, MANY);
        assertThat(ordered).isEmpty();
        pass(1, CHEAPER, MANY);

        assertThat(ordered).hasSize(1);
    }

    @Test
    void where_somebody_was_faster_the_canary_is_compared_with_what_serves_now() {
        begin(1, RULE);
        pass(12, CHEAPER, MANY);
        analysis.read(accepted(SERVING, 2, Optional.of(THREE), now));
        pass(5, TWO.id(), DEARER, THREE.id(), MANY);

        assertThat(ordered).extracting(Order::key).containsExactly(SERVING, TRIAL);
        assertThat(ordered.get(1).reason()).startsWith("rolled back");
    }

    @Test
    void a_canary_that_may_not_take_over_is_watched_from_then_on_anew() {
        begin(1, RULE);
        pass(12, CHEAPER, MANY);
        analysis.read(new Decision(SERVING, 2, Optional.of(TWO), Outcome.REFUSED, 0, "no memory", now));
        pass(3, DEARER, MANY);

        assertThat(ordered).extracting(Order::key).containsExactly(SERVING, TRIAL);
    }

    @Test
    void its_orders_are_newer_than_any_on_the_topic() {
        begin(1, RULE);
        analysis.read(canary(7, Scope.GROUP, "gate-", ""));
        pass(12, CHEAPER, MANY);

        assertThat(ordered).singleElement().extracting(Order::version).isEqualTo(8L);
    }

    @Test
    void bundles_that_are_served_in_another_precision_count_and_others_do_not() {
        begin(1, RULE);
        pass(5, TWO.id(), DEARER, THREE.id(), MANY);
        pass(5, new BundleId("digits", "20"), DEARER, HOME, MANY);
        assertThat(ordered).isEmpty();
        pass(5, TWO.id().withBuildMetadata("bfloat16"), DEARER, HOME, MANY);

        assertThat(ordered).hasSize(1);
    }

    @Test
    void a_shadow_that_agrees_and_costs_no_more_is_promoted_and_its_trial_ends() {
        beginShadow(1);
        passShadow(11, 1, 0.9, HOME);
        assertThat(ordered).isEmpty();
        passShadow(3, 1, 0.9, HOME);

        assertThat(ordered).singleElement().satisfies(promotion -> {
            assertThat(promotion.key()).isEqualTo(SERVING);
            assertThat(promotion.source()).contains(TWO);
            assertThat(promotion.role()).isEqualTo(Role.SERVING);
            assertThat(promotion.reason())
                    .startsWith("promoted: agreement 100.00%")
                    .contains("cost 0.900x");
        });
        analysis.read(accepted(SERVING, 2, Optional.of(TWO), 140_000));
        assertThat(ordered).hasSize(2).last().satisfies(end -> {
            assertThat(end.key()).isEqualTo(TRIAL);
            assertThat(end.source()).isEmpty();
        });
    }

    @Test
    void a_shadow_that_agrees_too_seldom_is_withdrawn() {
        beginShadow(1);
        passShadow(8, 0.8, 0.9, HOME);

        assertThat(ordered).singleElement().satisfies(end -> {
            assertThat(end.key()).isEqualTo(TRIAL);
            assertThat(end.source()).isEmpty();
            assertThat(end.reason()).startsWith("rolled back: agreement ");
        });
    }

    @Test
    void a_shadow_is_compared_with_what_serves_and_with_nothing_else() {
        beginShadow(1);
        passShadow(20, 0.8, 0.9, THREE.id());
        pass(20, DEARER, MANY); // as a canary of another time, whose samples are no pairs
        assertThat(ordered).isEmpty();

        analysis.read(accepted(SERVING, 2, Optional.of(THREE), now));
        passShadow(8, 0.8, 0.9, THREE.id());
        assertThat(ordered).extracting(Order::key).containsExactly(TRIAL);
    }

    @Test
    void a_restart_in_the_middle_forgets_nothing_of_a_shadow() {
        beginShadow(1);
        passShadow(6, 1, 0.9, HOME);
        beginAgain();
        passShadow(5, 1, 0.9, HOME);
        assertThat(ordered).isEmpty();
        passShadow(1, 1, 0.9, HOME);

        assertThat(ordered).extracting(Order::key).containsExactly(SERVING);
    }

    private void beginShadow(long version) {
        analysis.read(TestingCanary.shadow(version, "agreement >= 95% and cost <= 1.1x for 10 s"));
        analysis.read(accepted(TRIAL, version, Optional.of(TWO), now));
    }

    private void passShadow(int seconds, double agreement, double factor, BundleId serving) {
        for (int second = 0; second < seconds; second++) {
            seen.pairedSecond(now, agreement, factor, serving, MANY).forEach(analysis::saw);
            now += 1_000;
            analysis.tick(now);
        }
    }

    private static Order withdrawal(long version) {
        return new Order(
                Scope.DEFAULT,
                "",
                true,
                Optional.empty(),
                Role.SERVING,
                1,
                OptionalLong.empty(),
                "",
                version,
                "anna",
                "",
                Optional.empty());
    }

    private void take(BundleRecord record) {
        told.add(record);
        if (record instanceof Order order) {
            ordered.add(order);
        }
    }

    private void begin(long version, String rule) {
        analysis.read(canary(version, rule));
        analysis.read(accepted(TRIAL, version, Optional.of(TWO), now));
    }

    private void beginAgain() {
        AnalysisState state = analysis.state();
        analysis = new CanaryAnalysis(HOME, 1_000, this::take);
        analysis.restore(state);
    }

    private void pass(int seconds, double factor, int streams) {
        pass(seconds, TWO.id(), factor, HOME, streams);
    }

    private void pass(int seconds, BundleId candidate, double factor, BundleId serving, int streams) {
        for (int second = 0; second < seconds; second++) {
            seen.second(now, candidate, factor, serving, streams).forEach(analysis::saw);
            now += 1_000;
            analysis.tick(now);
        }
    }
}

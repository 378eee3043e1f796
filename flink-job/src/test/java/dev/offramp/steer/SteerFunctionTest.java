package dev.offramp.steer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.Goal;
import dev.offramp.budget.SteeringLaw;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.PolicyTopicFold;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import dev.offramp.policy.Withdrawal;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
import dev.offramp.throughput.TestWindows;
import dev.offramp.throughput.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoProcessOperator;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteerFunctionTest {

    private static final Policy BUNDLES = Policy.of(0, ConfidenceMeasure.MARGIN, Thresholds.of(0.5f));
    private static final BudgetCurve CURVE = new BudgetCurve(
            ConfidenceMeasure.MARGIN, List.of(point(0.1f, 100), point(0.4f, 200), point(0.8f, 300), point(0.9f, 400)));
    private static final SteerSettings SETTINGS =
            new SteerSettings(new Goal(Goal.Kind.MEAN_MULTIPLY_ADDS, 210), SteeringLaw.ANY, 0, Duration.ofSeconds(1));
    private static final BundleId BUNDLE = new BundleId("tiny", "1");
    private static final SteeringPlan PLAN = new SteeringPlan(
            SETTINGS,
            CURVE,
            Temperatures.NONE,
            ServedBundle.uncalibrated(BUNDLE, BUNDLES, 100),
            StageParallelism.SHARED);

    private final List<PolicyChange> topic = new ArrayList<>();

    private TwoInputStreamOperatorTestHarness<Window, PolicyRecord, PolicyChange> steer;
    private long second;

    @BeforeEach
    void open() throws Exception {
        steer = harness();
        steer.open();
    }

    @AfterEach
    void close() throws Exception {
        steer.close();
    }

    @Test
    void the_goal_becomes_a_default_policy_over_the_one_in_force() throws Exception {
        pass(window(390));

        assertThat(updates()).singleElement().satisfies(update -> {
            assertThat(update.key()).isEqualTo("DEFAULT/");
            assertThat(update.version()).isEqualTo(1);
            assertThat(update.terms()).isEqualTo(PolicyTerms.of(thresholds(Thresholds.of(0.4f))));
            assertThat(update.succession()).isEqualTo(Succession.steeredBy("steer", 0));
        });
    }

    @Test
    void while_an_update_is_on_its_way_no_other_is_sent_and_once_it_is_in_force_none_is_needed() throws Exception {
        pass(window(390));
        pass(window(390));
        assertThat(updates()).hasSize(1);

        read(updates().get(0));
        pass(window(200));
        assertThat(updates()).hasSize(1);
    }

    @Test
    void an_update_that_was_lost_on_its_way_is_sent_again() throws Exception {
        for (int n = 0; n < 12; n++) {
            pass(window(200));
        }

        assertThat(updates()).hasSize(2);
    }

    @Test
    void a_person_takes_over_until_the_policy_is_released() throws Exception {
        ScopedPolicy byHand = update(1, Thresholds.of(0.9f), Succession.by("ann"));
        read(byHand);
        pass(window(390));
        assertThat(updates()).isEmpty();

        read(update(2, Thresholds.of(0.9f), Succession.releasedBy("ann")));
        pass(window(390));

        assertThat(updates()).singleElement().satisfies(update -> {
            assertThat(update.version()).isEqualTo(3);
            assertThat(update.succession().replaces()).isEqualTo(2);
        });
    }

    @Test
    void what_admission_refuses_takes_nothing_over() throws Exception {
        read(update(1, Thresholds.of(0.9f, 0.9f), Succession.by("ann")));

        pass(window(390));

        assertThat(updates()).hasSize(1);
    }

    @Test
    void a_steered_update_that_a_person_overtook_is_followed_by_the_persons_so_that_compaction_keeps_that_one()
            throws Exception {
        ScopedPolicy byHand = update(2, Thresholds.of(0.9f), Succession.by("ann"));
        read(byHand);

        read(update(2, Thresholds.of(0.4f), Succession.steeredBy("steer", 1)));
        assertThat(updates()).containsExactly(byHand);

        topic.add(byHand);
        read(byHand); // as it comes back
        assertThat(updates()).hasSize(1);
    }

    @Test
    void steered_updates_of_long_ago_are_left_to_compaction() throws Exception {
        ScopedPolicy longAgo = update(2, Thresholds.of(0.4f), Succession.steeredBy("steer", 1));
        ScopedPolicy newest = update(5, Thresholds.of(0.9f), Succession.by("ann"));
        startOver(newest, longAgo);

        read(newest);
        read(longAgo);

        assertThat(updates()).isEmpty();
    }

    @Test
    void the_policies_of_streams_and_groups_are_not_steered_but_their_versions_are_not_given_twice() throws Exception {
        read(new ScopedPolicy(
                Scope.STREAM,
                "a",
                ScopedPolicy.AT_ONCE,
                7,
                PolicyTerms.of(thresholds(Thresholds.of(0.9f))),
                Succession.by("ann")));

        pass(window(390));

        assertThat(updates().get(0).version()).isEqualTo(8);
    }

    @Test
    void limits_and_shadows_that_a_person_set_stay() throws Exception {
        PolicyTerms terms = new PolicyTerms(Wish.OPEN, 50, 1_000, 12.5, 0.1);
        read(new ScopedPolicy(Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, 3, terms, Succession.releasedBy("ann")));

        pass(window(390));

        assertThat(updates().get(0).terms()).isEqualTo(terms.with(thresholds(Thresholds.of(0.4f))));
    }

    @Test
    void what_a_person_scheduled_for_later_takes_over_when_its_time_has_come_and_not_before() throws Exception {
        ScopedPolicy later = new ScopedPolicy(
                Scope.DEFAULT, "", 3_000, 1, PolicyTerms.of(thresholds(Thresholds.of(0.9f))), Succession.by("ann"));
        read(later);

        pass(window(390));
        ScopedPolicy steered = updates().get(0);
        assertThat(steered.version()).isEqualTo(2);
        read(steered);
        pass(window(390));
        assertThat(updates()).hasSize(1);
        pass(window(390)); // from here on the person's is in force
        pass(window(390));
        pass(window(390));

        assertThat(updates()).hasSize(1);
        assertThat(withdrawals()).isEmpty();
    }

    @Test
    void what_a_steered_update_supersedes_is_taken_off_the_topic() throws Exception {
        ScopedPolicy scheduled =
                new ScopedPolicy(Scope.DEFAULT, "", 9_000, 1, PolicyTerms.NOTHING, Succession.releasedBy("ann"));
        read(scheduled);
        pass(window(390));

        read(updates().get(0));

        assertThat(withdrawals()).containsExactly(scheduled.withdrawal());
    }

    @Test
    void thresholds_of_another_bundle_are_not_in_force_and_so_are_steered_away_from() throws Exception {
        Wish others = new Wish.ThresholdsOf(
                new BundleId("tiny", "2"), Criterion.of(ConfidenceMeasure.MARGIN, Thresholds.of(0.4f, 0.4f)));
        read(new ScopedPolicy(
                Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, 1, PolicyTerms.of(others), Succession.steeredBy("steer", 0)));

        pass(window(390));

        assertThat(updates().get(0).terms().wish()).isEqualTo(thresholds(Thresholds.of(0.4f)));
    }

    @Test
    void a_person_that_withdraws_the_policy_hands_over() throws Exception {
        ScopedPolicy byHand = update(1, Thresholds.of(0.9f), Succession.by("ann"));
        read(byHand);
        read(byHand.withdrawal());

        pass(window(390));

        assertThat(updates()).singleElement().satisfies(update -> assertThat(update.version())
                .isEqualTo(2));
    }

    @Test
    void after_a_failure_it_still_knows_that_a_person_took_over() throws Exception {
        read(update(1, Thresholds.of(0.9f), Succession.by("ann")));
        OperatorSubtaskState checkpoint = steer.snapshot(1, 1);

        try (var restored = harness()) {
            restored.initializeState(checkpoint);
            restored.open();
            restored.processElement1(window(390), 0);

            assertThat(restored.extractOutputValues()).isEmpty();
        }
    }

    private void startOver(ScopedPolicy... updates) throws Exception {
        steer.close();
        topic.addAll(List.of(updates));
        steer = harness(PolicyTopicFold.of(topic.stream().map(this::record).toList(), PLAN.bundle()));
        steer.open();
    }

    private static TwoInputStreamOperatorTestHarness<Window, PolicyRecord, PolicyChange> harness() throws Exception {
        return harness(KnownPolicies.NONE);
    }

    private static TwoInputStreamOperatorTestHarness<Window, PolicyRecord, PolicyChange> harness(KnownPolicies known)
            throws Exception {
        var harness = new TwoInputStreamOperatorTestHarness<>(new CoProcessOperator<>(new SteerFunction(PLAN, known)));
        harness.setup(PolicyChange.TYPE.createSerializer(null));
        return harness;
    }

    private void pass(Window window) throws Exception {
        steer.processElement1(window, window.endMillis());
    }

    /** A second in which 1,000 samples cost so much each. */
    private Window window(long multiplyAdds) {
        second++;
        return TestWindows.of(second * 1000, 1_000, multiplyAdds);
    }

    private void read(PolicyChange change) throws Exception {
        if (!topic.contains(change)) {
            topic.add(change);
        }
        steer.processElement2(record(change), 0);
    }

    private PolicyRecord record(PolicyChange change) {
        Origin origin = new Origin("policies", 0, topic.indexOf(change), 0);
        return new PolicyRecord(origin, new byte[0], new byte[0], change);
    }

    private List<ScopedPolicy> updates() {
        return steer.extractOutputValues().stream()
                .filter(ScopedPolicy.class::isInstance)
                .map(ScopedPolicy.class::cast)
                .toList();
    }

    private List<PolicyChange> withdrawals() {
        return steer.extractOutputValues().stream()
                .filter(Withdrawal.class::isInstance)
                .toList();
    }

    private static ScopedPolicy update(long version, Thresholds thresholds, Succession succession) {
        return new ScopedPolicy(
                Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, version, PolicyTerms.of(thresholds(thresholds)), succession);
    }

    private static Wish thresholds(Thresholds thresholds) {
        return new Wish.ThresholdsOf(BUNDLE, Criterion.of(ConfidenceMeasure.MARGIN, thresholds));
    }

    private static CurvePoint point(float threshold, double cost) {
        return new CurvePoint(Thresholds.of(threshold), cost, 0.9 + cost / 10_000, List.of(0.5, 0.5));
    }
}

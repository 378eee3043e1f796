package dev.offramp.steer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.Goal;
import dev.offramp.budget.SteeringLaw;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.Origin;
import dev.offramp.throughput.TestWindows;
import dev.offramp.throughput.Window;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoProcessOperator;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SteerFunctionTest {

    private static final Policy BUNDLES = Policy.of(0, Measure.MARGIN, Thresholds.of(0.5f));
    private static final BudgetCurve CURVE = new BudgetCurve(
            Measure.MARGIN, List.of(point(0.1f, 100), point(0.4f, 200), point(0.8f, 300), point(0.9f, 400)));
    private static final SteerSettings SETTINGS =
            new SteerSettings(new Goal(Goal.Kind.MEAN_MULTIPLY_ADDS, 210), SteeringLaw.ANY, 0, Duration.ofSeconds(1));
    private static final SteeringPlan WHEEL = new SteeringPlan(SETTINGS, CURVE, Temperatures.NONE, BUNDLES, 2);

    private TwoInputStreamOperatorTestHarness<Window, PolicyRecord, PolicyUpdate> steer;
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
            assertThat(update.policy().version()).isEqualTo(1);
            assertThat(update.policy().thresholds()).isEqualTo(Thresholds.of(0.4f));
            assertThat(update.succession()).isEqualTo(new Succession("steer", true, 0));
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
        PolicyUpdate byHand = update(1, Thresholds.of(0.9f), Succession.by("ann"));
        read(byHand);
        pass(window(390));
        assertThat(updates()).isEmpty();

        read(update(2, Thresholds.of(0.9f), new Succession("ann", true, Succession.ANY)));
        pass(window(390));

        assertThat(updates()).singleElement().satisfies(update -> {
            assertThat(update.policy().version()).isEqualTo(3);
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
        PolicyUpdate byHand = update(2, Thresholds.of(0.9f), Succession.by("ann"));
        read(byHand);

        read(update(2, Thresholds.of(0.4f), new Succession("steer", true, 1)));
        assertThat(updates()).containsExactly(byHand);

        read(byHand); // as it comes back
        assertThat(updates()).hasSize(1);
    }

    @Test
    void steered_updates_of_long_ago_are_left_to_compaction() throws Exception {
        steer.close();
        PolicyUpdate newest = update(5, Thresholds.of(0.9f), Succession.by("ann"));
        steer = harness(KnownPolicies.of(List.of(record(newest)), 1));
        steer.open();

        read(update(2, Thresholds.of(0.4f), new Succession("steer", true, 1)));

        assertThat(updates()).isEmpty();
    }

    @Test
    void the_policies_of_streams_and_groups_do_not_concern_it() throws Exception {
        Policy policy = Policy.of(7, Measure.MARGIN, Thresholds.of(0.9f));
        read(new PolicyUpdate(PolicyScope.STREAM, "a", PolicyUpdate.AT_ONCE, policy, Succession.by("ann")));

        pass(window(390));

        assertThat(updates().get(0).policy().version()).isEqualTo(1);
    }

    @Test
    void deadlines_and_budgets_that_a_person_set_stay() throws Exception {
        Limits limits = new Limits(50, 1_000);
        Policy policy = new Policy(3, BUNDLES.criterion(), limits, 0);
        read(new PolicyUpdate(
                PolicyScope.DEFAULT, "", PolicyUpdate.AT_ONCE, policy, new Succession("ann", true, Succession.ANY)));

        pass(window(390));

        assertThat(updates().get(0).policy().limits()).isEqualTo(limits);
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

    private static TwoInputStreamOperatorTestHarness<Window, PolicyRecord, PolicyUpdate> harness() throws Exception {
        return harness(KnownPolicies.NONE);
    }

    private static TwoInputStreamOperatorTestHarness<Window, PolicyRecord, PolicyUpdate> harness(KnownPolicies known)
            throws Exception {
        return new TwoInputStreamOperatorTestHarness<>(new CoProcessOperator<>(new SteerFunction(WHEEL, known)));
    }

    private void pass(Window window) throws Exception {
        steer.processElement1(window, window.endMillis());
    }

    /** A second in which 1,000 samples cost so much each. */
    private Window window(long multiplyAdds) {
        second++;
        return TestWindows.of(second * 1000, 1_000, multiplyAdds);
    }

    private void read(PolicyUpdate update) throws Exception {
        steer.processElement2(record(update), 0);
    }

    private static PolicyRecord record(PolicyUpdate update) {
        Origin origin = new Origin("policies", 0, update.policy().version(), 0);
        return new PolicyRecord(origin, new byte[0], new byte[0], update);
    }

    private List<PolicyUpdate> updates() {
        return steer.extractOutputValues();
    }

    private static PolicyUpdate update(long version, Thresholds thresholds, Succession succession) {
        Policy policy = Policy.of(version, Measure.MARGIN, thresholds);
        return new PolicyUpdate(PolicyScope.DEFAULT, "", PolicyUpdate.AT_ONCE, policy, succession);
    }

    private static CurvePoint point(float threshold, double cost) {
        return new CurvePoint(Thresholds.of(threshold), cost, 0.9 + cost / 10_000, List.of(0.5, 0.5));
    }
}

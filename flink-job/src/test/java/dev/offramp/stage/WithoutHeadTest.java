package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import java.time.Duration;
import java.util.UUID;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When a stage runs without its head, on a bundle whose heads have 40 of the 100 multiply-adds of their stages. */
class WithoutHeadTest {

    private static final Policy CLOSED =
            Policy.of(3, ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(Thresholds.CLOSED, 0.9f));
    private static final Policy OPEN = TestSamples.POLICY;

    @AutoClose
    private final StageHarness stage;

    WithoutHeadTest() throws Exception {
        stage = StageHarness.open(
                1,
                TestSamples.model(TestSamples.withoutHeads()),
                new TestingStages(UUID.randomUUID().toString()),
                Duration.ZERO,
                frames -> {
                    throw new AssertionError("stage 1 decodes nothing");
                });
    }

    @Test
    void where_nobody_of_a_batch_may_leave_the_head_is_neither_run_nor_paid_for() throws Exception {
        run(CLOSED, CLOSED);

        assertThat(stage.samples()).hasSize(2).allSatisfy(row -> {
            assertThat(row.isScored()).isFalse();
            assertThat(row.journey().multiplyAdds()).isEqualTo(60);
            assertThat(row.history()).isEqualTo(ExitHistory.NOT_BEGUN);
        });
    }

    @Test
    void one_that_may_leave_has_the_head_run_for_all_of_its_batch() throws Exception {
        run(CLOSED, OPEN);

        assertThat(stage.samples()).hasSize(2).allSatisfy(row -> {
            assertThat(row.isScored()).isTrue();
            assertThat(row.journey().multiplyAdds()).isEqualTo(100);
        });
    }

    @Test
    void a_shadow_wants_no_scores_but_the_last_ones() {
        assertThat(entering(OPEN).wantsScoresOf(1)).isTrue();
        assertThat(entering(OPEN).shadowing(1).wantsScoresOf(2)).isFalse();
    }

    @Test
    void a_closed_exit_may_answer_all_the_same_where_time_or_a_budget_runs_out() {
        assertThat(entering(CLOSED).wantsScoresOf(1)).isFalse();
        assertThat(entering(limited(new Limits(50, Limits.NONE))).wantsScoresOf(1))
                .isTrue();
        assertThat(entering(limited(new Limits(Limits.NONE, 150))).wantsScoresOf(1))
                .isTrue();
    }

    @Test
    void patience_counts_what_closed_exits_say() {
        Policy patient = Policy.of(0, ConfidenceMeasure.PATIENCE, Thresholds.of(Thresholds.CLOSED, 2));

        assertThat(entering(patient).wantsScoresOf(1)).isTrue();
    }

    private void run(Policy... policies) throws Exception {
        for (int n = 0; n < policies.length; n++) {
            stage.operator().processElement(new StreamRecord<>(TestSamples.inFlight("a", n, 1, policies[n])));
        }
        stage.operator().prepareSnapshotPreBarrier(1);
    }

    private static InFlight entering(Policy policy) {
        return TestSamples.inFlight("a", 0, 1, policy);
    }

    private static Policy limited(Limits limits) {
        return new Policy(1, CLOSED.criterion(), limits, 0);
    }
}

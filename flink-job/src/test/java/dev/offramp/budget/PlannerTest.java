package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Overhead AROUND = new Overhead(0.05, 0);
    private static final PlanAssumptions GIVEN = new PlanAssumptions(0.8, 16, 50, AROUND, 1e9, 1);

    @Test
    void colocated_subtasks_are_as_many_as_the_work_of_all_stages_and_around_them_needs() {
        // a sample: 0.05 ms around the stages, 0.1 ms in stage 1, a quarter of them 0.4 ms more: 0.25 ms
        DeploymentPlan plan = new Planner(costs(), load(100_000), GIVEN).colocated();

        assertThat(plan.subtasks()).isEqualTo((int) Math.ceil(100_000 * 0.25e-3 / 0.8));
        assertThat(plan.mostPerSecond()).isCloseTo(plan.subtasks() / 0.25e-3, within(1.0));
        assertThat(plan.networkBitsPerSecond()).isZero();
    }

    @Test
    void disaggregated_each_stage_gets_what_its_own_share_needs_and_the_network_what_survivors_carry() {
        DeploymentPlan plan = new Planner(costs(), load(100_000), GIVEN).disaggregated();

        assertThat(plan.stages())
                .extracting(StagePlan::parallelism)
                .containsExactly(
                        (int) Math.ceil(100_000 * 0.1e-3 / 0.8), (int) Math.ceil(25_000 * (0.4e-3 + 2 * 1e-4) / 0.8));
        assertThat(plan.networkBitsPerSecond()).isCloseTo(8.0 * (100_000 * 2_352.0 + 25_000 * 100_000.0), within(1.0));
    }

    @Test
    void half_precision_halves_what_crosses_the_network_behind_the_first_stage() {
        PlanAssumptions half = new PlanAssumptions(0.8, 16, 50, AROUND, 1e9, 0.5);

        double bits = new Planner(costs(), load(100_000), half).disaggregated().networkBitsPerSecond();

        assertThat(bits).isCloseTo(8.0 * (100_000 * 2_352.0 + 25_000 * 50_000.0), within(1.0));
    }

    @Test
    void a_trickle_does_not_fill_batches_and_waits_for_its_linger() {
        StagePlan stage =
                new Planner(costs(), load(100), GIVEN).colocated().stages().get(1);

        assertThat(stage.meanBatch()).isCloseTo(1 + 100 * 0.25 * 0.05, within(1e-9));
        assertThat(stage.fillMillis()).isEqualTo(50);
        assertThat(stage.millisecondsASample())
                .as("between a batch of 1 and one of 8")
                .isCloseTo(1.0 - 0.6 * Math.log(2.25) / Math.log(8), within(1e-9));
    }

    @Test
    void twice_the_rate_needs_twice_the_subtasks() {
        int once = new Planner(costs(), load(500_000), GIVEN).colocated().subtasks();
        int twice = new Planner(costs(), load(1_000_000), GIVEN).colocated().subtasks();

        assertThat((double) twice / once).isCloseTo(2, within(0.01));
    }

    @Test
    void the_shares_that_reach_a_stage_are_those_that_did_not_leave_before() {
        assertThat(Workload.reach(List.of(0.75, 0.2, 0.05)))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(1),
                        second -> assertThat(second).isCloseTo(0.25, within(1e-12)),
                        third -> assertThat(third).isCloseTo(0.05, within(1e-12)));
    }

    @Test
    void the_greatest_rate_counts_with_the_batches_that_come_together_at_that_rate() {
        // stage 2 runs batches of the square root of 8, half way between 1 and 8 on the logarithm: 0.05 + 0.1 + 0.1 *
        // 0.7 ms
        double most = 1000 / 0.22;
        double linger = (Math.sqrt(8) - 1) / (0.1 * most / 1000);
        Planner planner = new Planner(costs(), load(1, 0.1), lingering(linger));

        assertThat(planner.mostPerSecond(1)).isCloseTo(most, within(0.01));
        assertThat(planner.busyStages(1))
                .satisfiesExactly(
                        first -> assertThat(first.meanBatch()).isEqualTo(16),
                        second -> assertThat(second.meanBatch()).isCloseTo(Math.sqrt(8), within(1e-5)));
    }

    @Test
    void survivors_of_a_full_batch_come_together_even_where_nobody_waits_for_others() {
        // a quarter of 16, two thirds of the way between 1 and 8 on the logarithm: 0.6 ms
        assertThat(new Planner(costs(), load(1, 0.25), lingering(0)).mostPerSecond(3))
                .isCloseTo(3000 / (0.05 + 0.1 + 0.25 * 0.6), within(0.01));
    }

    @Test
    void where_few_survive_and_nobody_waits_each_survivor_runs_alone() {
        assertThat(new Planner(costs(), load(1, 0.05), lingering(0)).mostPerSecond(3))
                .isCloseTo(3000 / (0.05 + 0.1 + 0.05 * 1.0), within(0.01));
    }

    @Test
    void twice_the_subtasks_carry_twice_the_rate() {
        Planner planner = new Planner(costs(), load(1), lingering(2));

        assertThat(planner.mostPerSecond(2)).isCloseTo(2 * planner.mostPerSecond(1), within(0.01));
    }

    @Test
    void the_greatest_rate_does_not_hang_on_the_rate_that_is_planned_for() {
        assertThat(new Planner(costs(), load(100_000), lingering(2)).mostPerSecond(7))
                .isEqualTo(new Planner(costs(), load(1), lingering(2)).mostPerSecond(7));
    }

    @Test
    void a_stage_with_a_queue_of_its_own_runs_full_batches_at_the_greatest_rate() {
        DeploymentPlan plan = new Planner(costs(), load(2_500), lingering(0)).disaggregated();

        assertThat(plan.stages().get(1).parallelism()).isEqualTo(1);
        assertThat(plan.mostPerSecond()).isCloseTo(1000 / (0.25 * (0.4 + 0.2)), within(0.01));
    }

    @Test
    void the_time_around_the_stages_is_what_is_left_of_the_subtasks_at_the_greatest_rate() {
        double most = new Planner(costs(), load(1), lingering(2)).mostPerSecond(3);

        Overhead.Seen seen = new Planner(costs(), load(most), lingering(2)).overheadSeen(3);

        assertThat(seen.millis()).isCloseTo(0.05, within(1e-6));
        assertThat(seen.stages()).isEqualTo(1.25);
    }

    @Test
    void a_stage_costs_its_overhead_for_every_sample_that_passes_it() {
        // 0.05 + 1.25 * 0.03 ms around the stages, 0.1 + 0.25 * 0.4 ms in them
        Planner planner = new Planner(costs(), load(100_000), around(new Overhead(0.05, 0.03)));

        assertThat(planner.mostPerSecond(1)).isCloseTo(1000 / 0.2875, within(0.01));
        assertThat(planner.disaggregated().stages())
                .extracting(StagePlan::parallelism)
                .containsExactly(
                        (int) Math.ceil(100_000 * 0.13e-3 / 0.8), (int) Math.ceil(25_000 * (0.43e-3 + 2e-4) / 0.8));
    }

    @Test
    void samples_that_cost_nothing_themselves_still_need_one_subtask_where_they_come_in() {
        DeploymentPlan plan = new Planner(costs(), load(100), around(new Overhead(0, 0.02))).disaggregated();

        assertThat(plan.subtasks()).isEqualTo(3);
        assertThat(plan.mostPerSecond()).isFinite();
    }

    @Test
    void costs_of_another_network_are_refused() {
        Workload other = new Workload(1, List.of(1.0), List.of(1L));

        assertThatThrownBy(() -> new Planner(costs(), other, GIVEN))
                .hasMessage("the costs are of 2 stages, the load is of 1");
    }

    private static PlanAssumptions around(Overhead overhead) {
        return new PlanAssumptions(0.8, 16, 50, overhead, 1e9, 1);
    }

    private static PlanAssumptions lingering(double millis) {
        return new PlanAssumptions(0.8, 16, millis, AROUND, 1e9, 1);
    }

    private static Workload load(double perSecond) {
        return load(perSecond, 0.25);
    }

    private static Workload load(double perSecond, double deep) {
        return new Workload(perSecond, List.of(1.0, deep), List.of(2_352L, 100_000L));
    }

    private static StageCosts costs() {
        return new StageCosts(
                StageCosts.FORMAT_VERSION,
                "testing 1",
                "none",
                "cpu",
                1,
                "float32",
                List.of(stage(1, 0.3, 0.1), stage(2, 1.0, 0.4)));
    }

    private static StageCosts.Stage stage(int stage, double alone, double inBatchesOfEight) {
        return new StageCosts.Stage(
                stage, List.of(new StageCosts.Batch(1, alone), new StageCosts.Batch(8, inBatchesOfEight)));
    }
}

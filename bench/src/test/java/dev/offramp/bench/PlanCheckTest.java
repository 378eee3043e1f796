package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Thresholds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Two subtasks; stages that take 0.1 and 0.4 milliseconds a sample. */
class PlanCheckTest {

    private static final PlannedPolicy CLOSED = policy("closed", 0, 1);
    private static final PlannedPolicy OPEN = policy("open", 0.75, 0.25);
    private static final PlannedPolicy HALF = policy("half", 0.5, 0.5);

    // of 1 and 2 ms the networks leave 0.5 and 1.5 to samples that pass 2 stages, of 0.7 and 1.3 they leave 0.5 and 1.1
    // to those
    // that pass 1.25
    private static final List<JobRound> CLOSED_ROUNDS = rounds(2_000, 1_000);
    private static final List<JobRound> OPEN_ROUNDS = rounds(2_000 / 0.7, 2_000 / 1.3);

    @Test
    void each_turn_tells_from_two_policies_what_samples_and_their_stages_cost_outside_the_networks() {
        assertThat(check(rounds(2_500)).overheads())
                .satisfiesExactly(
                        first -> {
                            assertThat(first.sampleMillis()).isCloseTo(0.5, within(1e-9));
                            assertThat(first.stageMillis()).isCloseTo(0, within(1e-9));
                        },
                        second -> {
                            assertThat(second.stageMillis()).isCloseTo(0.4 / 0.75, within(1e-9));
                            assertThat(second.sampleMillis()).isCloseTo(1.5 - 2 * 0.4 / 0.75, within(1e-9));
                        });
    }

    @Test
    void the_plan_meets_the_job_by_definition_under_the_two_policies_that_it_was_taken_from() {
        assertThat(check(rounds(2_500, 2_000)).rows().subList(0, 2))
                .allSatisfy(row -> assertThat(row.ratio().values())
                        .allSatisfy(ratio -> assertThat(ratio).isCloseTo(1, within(1e-6))));
    }

    @Test
    void a_policy_in_between_is_predicted_turn_by_turn() {
        PlanCheckRow half = check(rounds(2_500, 2_000)).rows().get(2);

        // 0.1 + 0.5 * 0.4 ms in the networks, and what 1.5 stages cost outside
        assertThat(half.ratio().values())
                .satisfiesExactly(
                        first -> assertThat(first).isCloseTo(2_500 * 0.8 / 2_000, within(1e-6)),
                        second -> assertThat(second)
                                .isCloseTo(2_000 * (0.3 + 1.5 - 0.5 * 0.4 / 0.75) / 2_000, within(1e-6)));
    }

    @Test
    void a_plan_beside_the_job_has_its_shares_and_batches_beside_those_of_the_job() {
        assertThat(PlanCheckRow.table(check(rounds(2_500, 2_500)).rows()).rows().get(2))
                .startsWith("half")
                .endsWith("50.0/50.0", "70.0/30.0", "16.0/8.0", "15.5/4.5");
    }

    @Test
    void the_picture_has_a_bar_with_its_range_and_aim_for_each_policy_that_is_predicted() {
        PlanCheck check = check(rounds(2_500, 2_000));

        assertThat(check.drawing().bars().get(0).bars()).singleElement().satisfies(bar -> {
            assertThat(bar.name()).isEqualTo("half");
            assertThat(bar.median()).isEqualTo(check.rows().get(2).ratio().median());
            assertThat(bar.hasRange()).isTrue();
            assertThat(bar.aim().at()).containsExactly(0.85, 1.15);
        });
    }

    private static PlanCheck check(List<JobRound> half) {
        Map<String, List<JobRound>> rounds = new LinkedHashMap<>();
        rounds.put("closed", CLOSED_ROUNDS);
        rounds.put("open", OPEN_ROUNDS);
        rounds.put("half", half);
        return new PlanCheck(
                new ContestResult(rounds), CLOSED, OPEN, List.of(HALF), new Forecast(ForecastTest.costs(), 2, 16, 5));
    }

    private static List<JobRound> rounds(double... perSecond) {
        return DoubleStream.of(perSecond)
                .mapToObj(rate -> new JobRound(rate, 10, 0.9, 1, List.of(7L, 3L), List.of(15.5, 4.5), Set.of(1L)))
                .toList();
    }

    private static PlannedPolicy policy(String name, double... shares) {
        return new PlannedPolicy(
                name,
                Criterion.of(ConfidenceMeasure.MAX_SOFTMAX, Thresholds.closed(1)),
                DoubleStream.of(shares).boxed().toList());
    }
}

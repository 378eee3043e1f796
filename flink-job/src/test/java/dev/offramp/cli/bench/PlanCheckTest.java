package dev.offramp.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.policy.Criterion;
import dev.offramp.policy.Measure;
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

    @Test
    void each_turn_is_predicted_from_its_own_round_without_exits() {
        PlanCheck check = check(rounds(2_000, 1_000), rounds(3_000, 1_000));

        PlanCheckRow open = check.rows().get(1);

        assertThat(check.overheadMillis().values())
                .satisfiesExactly(first -> assertThat(first).isCloseTo(0.5, within(1e-9)), second -> assertThat(second)
                        .isCloseTo(1.5, within(1e-9)));
        assertThat(open.ratio().values())
                .satisfiesExactly(
                        first -> assertThat(first).isCloseTo(3_000 * 0.7 / 2_000, within(1e-6)),
                        second -> assertThat(second).isCloseTo(1_000 * 1.7 / 2_000, within(1e-6)));
    }

    @Test
    void without_exits_the_plan_meets_the_job_by_definition() {
        PlanCheckRow closed =
                check(rounds(2_000, 1_000), rounds(3_000, 1_000)).rows().get(0);

        assertThat(closed.policy()).isEqualTo("closed");
        assertThat(closed.ratio().values())
                .allSatisfy(ratio -> assertThat(ratio).isCloseTo(1, within(1e-6)));
    }

    @Test
    void a_plan_beside_the_job_has_its_shares_and_batches_beside_those_of_the_job() {
        PlanCheck check = check(rounds(2_000), rounds(3_000));

        assertThat(PlanCheckRow.table(check.rows()).rows().get(1))
                .containsExactly(
                        "open",
                        "2,857 (2,857 to 2,857)",
                        "3,000 (3,000 to 3,000)",
                        "1.05 (1.05 to 1.05)",
                        "75.0/25.0",
                        "70.0/30.0",
                        "16.0/4.0",
                        "15.5/4.5");
    }

    @Test
    void the_chart_has_a_line_for_each_policy_that_is_predicted() {
        assertThat(check(rounds(2_000), rounds(3_000)).chart().lines())
                .singleElement()
                .satisfies(line -> assertThat(line.name()).isEqualTo("open"));
    }

    private static PlanCheck check(List<JobRound> closed, List<JobRound> open) {
        Map<String, List<JobRound>> rounds = new LinkedHashMap<>();
        rounds.put("closed", closed);
        rounds.put("open", open);
        return new PlanCheck(
                new Standings(rounds), CLOSED, List.of(OPEN), new Forecast(ForecastTest.costs(), 2, 16, 5));
    }

    private static List<JobRound> rounds(double... perSecond) {
        return DoubleStream.of(perSecond)
                .mapToObj(rate -> new JobRound(rate, 10, 0.9, 1, List.of(7L, 3L), List.of(15.5, 4.5), Set.of(1L)))
                .toList();
    }

    private static PlannedPolicy policy(String name, double... shares) {
        return new PlannedPolicy(
                name,
                Criterion.of(Measure.MAX_SOFTMAX, Thresholds.closed(1)),
                DoubleStream.of(shares).boxed().toList());
    }
}

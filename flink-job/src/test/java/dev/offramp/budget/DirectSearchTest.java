package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Thresholds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectSearchTest {

    private static final int BUDGETS = 40;

    @Test
    void at_every_budget_it_is_at_least_as_accurate_as_the_geometric_shares() {
        assertNoWorseThanGeometric(Tables.random(2000, 7, 1), Tables.costs(7));
    }

    @Test
    void at_every_budget_it_is_at_least_as_accurate_as_the_geometric_shares_on_the_golden_table() {
        assumeThat(Tables.GOLDEN).as("reference values beside the project").exists();

        assertNoWorseThanGeometric(Tables.golden("validation"), Tables.goldenCosts());
    }

    @Test
    void it_is_at_least_as_accurate_as_each_row_of_the_published_sweep_for_the_same_cost() {
        assumeThat(Tables.GOLDEN).as("reference values beside the project").exists();
        ExitTable table = Tables.golden("validation");
        DirectSearch search = new DirectSearch(table, ConfidenceMeasure.MAX_SOFTMAX, Tables.goldenCosts());

        for (double q : Protocol.MSDNET.sweep()) {
            float[] thresholds = QuotaThresholds.find(table, Protocol.MSDNET.shares(q, table.exits()));
            Outcome published = Outcome.of(table, thresholds, Tables.goldenCosts());
            CurvePoint direct =
                    search.at(published.meanMultiplyAdds() * 1.000001).orElseThrow();

            assertThat(direct.accuracy() * 100).as("q = %s", q).isGreaterThanOrEqualTo(published.accuracyPercent());
        }
    }

    @Test
    void the_thresholds_come_to_what_the_point_says_and_keep_the_budget() {
        ExitTable table = Tables.random(1000, 4, 2);
        DirectSearch search = new DirectSearch(table, ConfidenceMeasure.MARGIN, Tables.costs(4));

        for (double budget : Budgets.spread(1, 4, BUDGETS)) {
            CurvePoint point = search.at(budget).orElseThrow();
            float[] thresholds = Arrays.copyOf(point.thresholds().toArray(), 4);
            thresholds[3] = QuotaThresholds.EVERYBODY;
            Outcome outcome = Outcome.of(table, thresholds, Tables.costs(4));

            assertThat(point.meanCost()).isLessThanOrEqualTo(budget * (1 + 1e-12));
            assertThat((float) point.meanCost()).isCloseTo(outcome.meanMultiplyAdds(), within(1e-5f));
            assertThat(point.accuracy() * 1000).isEqualTo(outcome.correct());
        }
    }

    @Test
    void a_curve_rises_in_cost_and_accuracy() {
        BudgetCurve curve =
                new DirectSearch(Tables.random(1000, 5, 3), ConfidenceMeasure.ENTROPY, Tables.costs(5)).curve(BUDGETS);

        assertThat(curve.measure()).isEqualTo(ConfidenceMeasure.ENTROPY);
        assertThat(curve.points()).hasSizeBetween(BUDGETS / 2, BUDGETS + 20);
        assertThat(curve.cheapest()).isEqualTo(1);
        for (int i = 1; i < curve.points().size(); i++) {
            CurvePoint before = curve.points().get(i - 1);
            CurvePoint after = curve.points().get(i);
            assertThat(after.meanCost()).isGreaterThan(before.meanCost());
            assertThat(after.accuracy()).isGreaterThan(before.accuracy());
        }
    }

    @Test
    void the_same_table_gives_the_same_curve() {
        assertThat(curve(Tables.random(500, 3, 4))).isEqualTo(curve(Tables.random(500, 3, 4)));
        assertThat(curve(Tables.random(500, 3, 4))).isNotEqualTo(curve(Tables.random(500, 3, 5)));
    }

    @Test
    void below_the_first_exit_there_is_nothing() {
        DirectSearch search = new DirectSearch(Tables.random(100, 3, 6), ConfidenceMeasure.MARGIN, Tables.costs(3));

        assertThat(search.at(0.999)).isEmpty();
        assertThat(search.at(1)).isPresent();
    }

    @Test
    void an_exit_that_costs_more_and_is_less_accurate_is_closed() {
        int[] labels = {0, 0, 0, 0};
        int[][] predicted = {{0, 0, 1, 1}, {0, 1, 1, 1}, {0, 0, 0, 0}};
        float[][] confidence = {{.9f, .8f, .1f, .2f}, {.99f, .99f, .99f, .99f}, {1, 1, 1, 1}};
        DirectSearch search = new DirectSearch(
                new ExitTable(labels, confidence, predicted), ConfidenceMeasure.MAX_SOFTMAX, Tables.costs(3));

        CurvePoint point = search.at(2).orElseThrow();

        assertThat(point.accuracy()).isEqualTo(1);
        assertThat(point.shares()).containsExactly(.5, .0, .5);
        assertThat(point.thresholds()).isEqualTo(Thresholds.of(.5f, Thresholds.CLOSED));
    }

    @Test
    void where_the_last_exit_is_dominated_an_earlier_one_takes_everybody() {
        int[][] predicted = {{0, 1, 1, 1}, {0, 0, 0, 0}, {0, 0, 0, 1}};
        float[][] confidence = {{.9f, .1f, .1f, .2f}, {.5f, .6f, .7f, .8f}, {1, 1, 1, 1}};
        ExitTable table = new ExitTable(new int[4], confidence, predicted);

        CurvePoint point = new DirectSearch(table, ConfidenceMeasure.MAX_SOFTMAX, Tables.costs(3))
                .at(3)
                .orElseThrow();

        assertThat(point.shares()).isEqualTo(List.of(.25, .75, .0));
        assertThat(point.thresholds().at(2)).isZero();
    }

    @Test
    void a_network_of_one_exit_has_one_point() {
        BudgetCurve curve =
                new DirectSearch(Tables.random(50, 1, 7), ConfidenceMeasure.MARGIN, Tables.costs(1)).curve(5);

        assertThat(curve.points()).hasSize(1);
        assertThat(curve.points().get(0).shares()).containsExactly(1.0);
    }

    @Test
    void a_table_without_samples_and_costs_of_another_network_are_refused() {
        assertThatThrownBy(() -> new DirectSearch(Tables.random(0, 3, 1), ConfidenceMeasure.MARGIN, Tables.costs(3)))
                .hasMessage("thresholds need at least one calibration sample");
        assertThatThrownBy(() -> new DirectSearch(Tables.random(9, 3, 1), ConfidenceMeasure.MARGIN, Tables.costs(2)))
                .hasMessage("2 costs for a table of 3 exits");
    }

    private static BudgetCurve curve(ExitTable table) {
        return new DirectSearch(table, ConfidenceMeasure.MAX_SOFTMAX, Tables.costs(3)).curve(BUDGETS);
    }

    private static void assertNoWorseThanGeometric(ExitTable table, double[] costs) {
        DirectSearch search = new DirectSearch(table, ConfidenceMeasure.MAX_SOFTMAX, costs);
        SharesSearch geometric = new SharesSearch(Protocol.MSDNET, OpenExits.among(table, costs));

        int better = 0;
        for (double budget : Budgets.spread(costs[0], costs[costs.length - 1], BUDGETS)) {
            CurvePoint direct = search.at(budget).orElseThrow();
            CurvePoint published = geometric.at(budget).orElseThrow();
            assertThat(direct.accuracy()).as("budget %s", budget).isGreaterThanOrEqualTo(published.accuracy());
            better += direct.accuracy() > published.accuracy() ? 1 : 0;
        }
        assertThat(better).isGreaterThan(BUDGETS / 2);
    }
}

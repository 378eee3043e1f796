package dev.offramp.budget;

import static dev.offramp.budget.Expectation.ENDLESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.data.Offset.offset;

import dev.offramp.policy.Thresholds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetSolverTest {

    private static final int BUDGETS = 40;
    private static final int TABLES = 30;

    @ParameterizedTest
    @EnumSource
    void fresh_samples_come_out_within_the_intervals_of_a_whole_curve_in_95_of_100_cases(Family family)
            throws UnreachableBudget {
        int curves = 0;
        for (int seed = 0; seed < 2 * TABLES; seed += 2) {
            ExitTable test = Tables.random(2000, 4, seed);
            BudgetSolver solver = solver(family, Tables.random(1000, 4, seed + 1), Tables.costs(4), test.samples());
            curves += inside(solver, test, Tables.costs(4), 8) == 2 * 8 ? 1 : 0;
        }

        assertThat(curves).isGreaterThanOrEqualTo((int) (.9 * TABLES)); // accuracy and cost, each in 95 of 100
    }

    @ParameterizedTest
    @EnumSource
    void the_golden_test_samples_come_out_within_the_intervals(Family family) throws UnreachableBudget {
        assumeThat(Tables.GOLDEN).as("reference values beside the project").exists();
        ExitTable test = Tables.golden("test");
        BudgetSolver solver = solver(family, Tables.golden("validation"), Tables.goldenCosts(), test.samples());

        assertThat(inside(solver, test, Tables.goldenCosts(), BUDGETS))
                .isGreaterThanOrEqualTo((int) (.95 * 2 * BUDGETS));
    }

    @Test
    void what_a_search_learnt_by_heart_is_not_expected_of_fresh_samples() throws UnreachableBudget {
        ExitTable large = Tables.random(20_000, 6, 14);
        double promised = 0;
        double expected = 0;
        for (int seed = 100; seed < 100 + TABLES; seed++) {
            BudgetSolver solver = solver(Family.DIRECT, Tables.random(200, 6, seed), Tables.costs(6), ENDLESS);
            Solution solution = solver.solve(new BudgetGoal.MeanCost(3));
            double fresh = CurvePoint.of(large, solution.point().thresholds(), Tables.costs(6))
                    .accuracy();
            promised += (solution.point().accuracy() - fresh) / TABLES;
            expected += (solution.expectation().accuracy().value() - fresh) / TABLES;
        }

        assertThat(promised).isGreaterThan(.02);
        assertThat(expected).isCloseTo(0, offset(promised / 2));
    }

    @Test
    void a_fresh_set_of_some_size_widens_the_intervals() throws UnreachableBudget {
        ExitTable table = Tables.random(1000, 3, 15);
        BudgetGoal goal = new BudgetGoal.MeanCost(2);
        Expectation endless = solver(Family.GEOMETRIC, table, Tables.costs(3), ENDLESS)
                .solve(goal)
                .expectation();
        Expectation some = solver(Family.GEOMETRIC, table, Tables.costs(3), 1000)
                .solve(goal)
                .expectation();

        assertThat(width(some.accuracy()) / width(endless.accuracy())).isCloseTo(Math.sqrt(2), offset(.01));
        assertThat(width(some.meanCost()) / width(endless.meanCost())).isCloseTo(Math.sqrt(2), offset(.01));
    }

    @ParameterizedTest
    @EnumSource
    void an_accepted_loss_gives_the_cheapest_setting_that_keeps_it(Family family) throws UnreachableBudget {
        ExitTable table = Tables.random(2000, 4, 16);
        BudgetSolver solver = solver(family, table, Tables.costs(4), ENDLESS);
        double last =
                CurvePoint.of(table, Thresholds.closed(3), Tables.costs(4)).accuracy();

        Solution two = solver.solve(new BudgetGoal.AccuracyLoss(.02));
        Solution five = solver.solve(new BudgetGoal.AccuracyLoss(.05));

        assertThat(two.expectation().accuracy().value()).isGreaterThanOrEqualTo(last - .02);
        assertThat(five.expectation().accuracy().value()).isGreaterThanOrEqualTo(last - .05);
        assertThat(five.point().meanCost()).isLessThan(two.point().meanCost());
        assertThat(two.point().meanCost()).isLessThan(4);
    }

    @Test
    void no_loss_at_all_is_always_possible() throws UnreachableBudget {
        BudgetSolver solver = solver(Family.DIRECT, Tables.random(300, 4, 17), Tables.costs(4), ENDLESS);

        assertThat(solver.solve(new BudgetGoal.AccuracyLoss(0)).point().meanCost())
                .isLessThanOrEqualTo(4);
    }

    @Test
    void a_budget_above_the_dearest_exit_closes_all_others() throws UnreachableBudget {
        BudgetSolver solver = solver(Family.GEOMETRIC, Tables.random(500, 4, 18), Tables.costs(4), 100);

        Solution solution = solver.solve(new BudgetGoal.MeanCost(1000));

        assertThat(solution.point().shares()).containsExactly(0.0, 0.0, 0.0, 1.0);
        assertThat(solution.expectation().meanCost().contains(4)).isTrue();
    }

    @Test
    void a_budget_below_the_first_exit_is_refused_with_the_cheapest_possible() {
        ExitTable table = Tables.random(500, 4, 19);

        assertThatThrownBy(
                        () -> solver(Family.DIRECT, table, Tables.costs(4), 100).solve(new BudgetGoal.MeanCost(.5)))
                .isInstanceOf(UnreachableBudget.class)
                .hasMessage("no setting costs 0.5 or less, the cheapest costs 1.0");
        assertThatThrownBy(() ->
                        solver(Family.PERCEIVER, table, Tables.costs(4), 100).solve(new BudgetGoal.MeanCost(1)))
                .isInstanceOfSatisfying(UnreachableBudget.class, failure -> assertThat(failure.cheapest())
                        .isBetween(1.1, 1.5));
    }

    @Test
    void a_loss_outside_0_to_1_is_refused() {
        assertThatThrownBy(() -> new BudgetGoal.AccuracyLoss(-.1)).hasMessageContaining("was -0.1");
    }

    @ParameterizedTest
    @EnumSource
    void where_the_last_exit_is_barely_dominated_the_cost_is_that_of_the_one_before(Family family)
            throws UnreachableBudget {
        ExitTable barelyDominated = Tables.random(300, 4, 21).only(new int[] {1, 2, 4, 3});

        Solution solution =
                solver(family, barelyDominated, Tables.costs(4), 100).solve(new BudgetGoal.MeanCost(1000));

        assertThat(solution.point().shares().get(3)).isZero();
        assertThat(solution.expectation().meanCost().value())
                .isEqualTo(solution.point().meanCost());
    }

    @Test
    void an_exit_that_nobody_can_reach_is_expected_to_be_empty() throws UnreachableBudget {
        Expectation expectation = solver(Family.DIRECT, Tables.random(500, 3, 20), Tables.costs(3), 100)
                .solve(new BudgetGoal.MeanCost(1))
                .expectation();

        assertThat(expectation.shares().get(0).high()).isEqualTo(1);
        assertThat(expectation.shares().get(2)).isEqualTo(new Interval(0, 0, 0));
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }

    private static BudgetSolver solver(Family family, ExitTable table, double[] costs, double fresh) {
        return new BudgetSolver(family, table, costs, fresh);
    }

    /** How often accuracy and mean cost, each counted, come out within their intervals; what is too cheap counts as such. */
    private static int inside(BudgetSolver solver, ExitTable test, double[] costs, int budgets)
            throws UnreachableBudget {
        int inside = 0;
        double dearest = Arrays.stream(costs).max().orElseThrow();
        for (double budget : Budgets.spread(1.4 * costs[0], dearest, budgets)) {
            Solution solution = solver.solve(new BudgetGoal.MeanCost(budget));
            CurvePoint measured = CurvePoint.of(test, solution.point().thresholds(), costs);
            inside += solution.expectation().accuracy().contains(measured.accuracy()) ? 1 : 0;
            inside += solution.expectation().meanCost().contains(measured.meanCost()) ? 1 : 0;
        }
        return inside;
    }

    /** As the first exit is where a measure compares exits. */
    @ParameterizedTest
    @EnumSource
    void an_exit_that_is_equally_sure_of_all_samples_takes_nobody_where_a_later_one_can_choose(Family family)
            throws UnreachableBudget {
        ExitTable table = Tables.blindAtFirst(1000, 3, 5);

        CurvePoint point = solver(family, table, Tables.costs(3), ENDLESS)
                .solve(new BudgetGoal.MeanCost(2.5))
                .point();

        assertThat(point.shares().get(0)).isZero();
        assertThat(point.shares().get(1)).isGreaterThan(0.4);
        assertThat(point.meanCost()).isLessThanOrEqualTo(2.5);
    }
}

package dev.offramp.cli.evaluate;

import dev.offramp.budget.BudgetGoal;
import dev.offramp.budget.BudgetSolver;
import dev.offramp.budget.Budgets;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.ExitTable;
import dev.offramp.budget.Family;
import dev.offramp.budget.Solution;
import dev.offramp.budget.UnreachableBudget;
import dev.offramp.cli.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Thresholds found on one table and tried on another. */
record Evaluation(ExitTable heldOut, ExitTable fresh, Prices prices) {

    /** One goal of one family. */
    Trial trial(Family family, BudgetGoal goal) {
        try {
            return trial(solver(family), goal);
        } catch (UnreachableBudget failure) {
            throw new CommandFailure(
                    "no " + family.name().toLowerCase(Locale.ROOT) + " setting keeps this budget; the cheapest"
                            + " possible costs " + prices.text(failure.cheapest()) + " a sample",
                    failure);
        }
    }

    /** As many budgets from the cheapest to the dearest exit; those that the family cannot keep are left out. */
    List<CurveRow> curve(Family family, int budgets) {
        BudgetSolver solver = solver(family);
        List<CurveRow> rows = new ArrayList<>();
        for (double budget : Budgets.spread(prices.cheapest(), prices.dearest(), budgets)) {
            row(solver, family, budget).ifPresent(rows::add);
        }
        return rows;
    }

    private Optional<CurveRow> row(BudgetSolver solver, Family family, double budget) {
        try {
            return Optional.of(new CurveRow(family, budget, trial(solver, new BudgetGoal.MeanCost(budget))));
        } catch (UnreachableBudget tooSmall) {
            return Optional.empty();
        }
    }

    private BudgetSolver solver(Family family) {
        return new BudgetSolver(family, heldOut, prices.cumulative(), fresh.samples());
    }

    private Trial trial(BudgetSolver solver, BudgetGoal goal) throws UnreachableBudget {
        Solution solution = solver.solve(goal);
        return new Trial(solution, CurvePoint.of(fresh, solution.point().thresholds(), prices.cumulative()));
    }
}

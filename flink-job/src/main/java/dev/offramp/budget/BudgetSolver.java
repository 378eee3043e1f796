package dev.offramp.budget;

import dev.offramp.policy.Thresholds;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds thresholds for a goal on a calibration table, and says what to expect of them on fresh data. */
public final class BudgetSolver {

    private static final int STEPS = 40;
    private static final int BISECTIONS = 6;

    private final ExitTable table;
    private final double[] costs;
    private final double fresh;
    private final BudgetSearch search;
    private final CrossFit crossFit;
    private final ConfidenceBand band;

    /**
     * Prepares what all goals share.
     *
     * @param costs to each exit, rising, in any unit
     * @param fresh samples that expectations will be compared with, or {@link Expectation#ENDLESS}
     */
    public BudgetSolver(Family family, ExitTable table, double[] costs, double fresh) {
        this.table = table;
        this.costs = costs.clone();
        this.fresh = fresh;
        this.search = family.over(table, this.costs);
        this.crossFit = new CrossFit(family, table, this.costs, Cores.ALL);
        this.band = ConfidenceBand.around(curve(), table, this.costs);
    }

    private List<CurvePoint> curve() {
        return Arrays.stream(budgets())
                .mapToObj(search::at)
                .flatMap(Optional::stream)
                .toList();
    }

    private double[] budgets() {
        return Budgets.spread(costs[0], costs[costs.length - 1], STEPS);
    }

    /**
     * Solves for a goal.
     *
     * @throws UnreachableBudget where every setting costs more than the budget
     */
    public Solution solve(BudgetGoal goal) throws UnreachableBudget {
        if (goal instanceof BudgetGoal.MeanCost cost) {
            Optional<Solution> found = within(cost.budget());
            return found.orElseThrow(() -> new UnreachableBudget(cost.budget(), cheapest()));
        }
        return nearly(((BudgetGoal.AccuracyLoss) goal).share());
    }

    private Optional<Solution> within(double budget) {
        return search.at(budget).map(point -> solution(point, crossFit.honest(point, budget)));
    }

    private Solution solution(CurvePoint point, CurvePoint honest) {
        return new Solution(point, Expectation.of(honest, costs, table.samples(), fresh, band));
    }

    private Solution nearly(double loss) {
        Solution closed = closed();
        double wanted = closed.point().accuracy() - loss;
        double below = costs[0];
        for (double budget : budgets()) {
            Optional<Solution> found = within(budget).filter(solution -> isAccurate(solution, wanted));
            if (found.isPresent()) {
                return cheapestBetween(below, budget, found.get(), wanted);
            }
            below = budget;
        }
        return closed;
    }

    private Solution cheapestBetween(double below, double above, Solution known, double wanted) {
        Solution best = known;
        double low = below;
        double high = above;
        for (int n = 0; n < BISECTIONS; n++) {
            double middle = (low + high) / 2;
            Optional<Solution> found = within(middle).filter(solution -> isAccurate(solution, wanted));
            best = found.orElse(best);
            low = found.isPresent() ? low : middle;
            high = found.isPresent() ? middle : high;
        }
        return best;
    }

    private static boolean isAccurate(Solution solution, double wanted) {
        return solution.expectation().accuracy().value() >= wanted;
    }

    private Solution closed() {
        CurvePoint point = CurvePoint.of(table, Thresholds.closed(costs.length - 1), costs);
        return solution(point, point);
    }

    /** The least budget of the family, to a thousandth. */
    private double cheapest() {
        double low = 0;
        double high = costs[costs.length - 1];
        while (high - low > 1e-3 * high) {
            double middle = (low + high) / 2;
            boolean fits = search.at(middle).isPresent();
            low = fits ? low : middle;
            high = fits ? middle : high;
        }
        return search.at(high).map(CurvePoint::meanCost).orElse(high);
    }
}

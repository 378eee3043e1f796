package dev.offramp.budget;

import dev.offramp.policy.ConfidenceMeasure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds thresholds by trying them on the calibration table, with no shape of the shares given. It climbs from the geometric
 * solution of the budget and from the solutions of a Lagrangian, accuracy less a price times cost, for sixty prices;
 * so it never does worse on the table than the geometric shares. Deterministic.
 */
public final class DirectSearch implements BudgetSearch {

    private static final int PRICES = 60;
    private static final int ROUGH_POINTS = 20;
    private static final double LOWEST_PRICE = 1e-3;
    private static final double HIGHEST_PRICE = 10;
    private static final double ROUNDING = 1e-12;

    private final OpenExits exits;
    private final ConfidenceMeasure measure;
    private final ThresholdAscent ascent;
    private final SharesSearch geometric;
    private final List<Found> hull = new ArrayList<>();

    /**
     * Prepares the search; the work that all budgets share is done here.
     *
     * @param heldOut at least one sample
     * @param measure that the table's confidences are on
     * @param costs   to each exit, rising, in any unit
     */
    public DirectSearch(ExitTable heldOut, ConfidenceMeasure measure, double[] costs) {
        this(OpenExits.among(heldOut, costs), measure);
    }

    DirectSearch(OpenExits exits, ConfidenceMeasure measure) {
        this.exits = exits;
        this.measure = measure;
        this.ascent = new ThresholdAscent(exits);
        this.geometric = new SharesSearch(Protocol.MSDNET, exits);
        priceFromBothEnds();
    }

    /** Settings of the exits, and what they come to. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Found(int[] settings, CurvePoint point) {}

    private void priceFromBothEnds() {
        int[] dear = ascent.closed();
        int[] cheap = new int[dear.length];
        for (int n = 0; n <= PRICES; n++) {
            dear = climbAt(price(n), dear);
            cheap = climbAt(price(PRICES - n), cheap);
        }
    }

    private static double price(int n) {
        return LOWEST_PRICE * Math.pow(HIGHEST_PRICE / LOWEST_PRICE, (double) n / PRICES);
    }

    private int[] climbAt(double price, int[] start) {
        int[] settings = ascent.climb(start, (right, cost) -> right - price * cost);
        hull.add(new Found(settings, ascent.point(settings)));
        return settings;
    }

    @Override
    public Optional<CurvePoint> at(double budget) {
        if (exits.costs()[0] > budget) {
            return Optional.empty();
        }
        List<CurvePoint> candidates = new ArrayList<>();
        int[] everybodyFirst = new int[exits.count() - 1];
        candidates.add(
                climbWithin(budget, deepestWithin(budget).map(Found::settings).orElse(everybodyFirst)));
        geometric.thresholdsAt(budget).ifPresent(thresholds -> {
            candidates.add(climbWithin(budget, ascent.settings(thresholds)));
            candidates.add(exits.point(thresholds)); // last: where all else is equal, off the grid is worse
        });
        return candidates.stream()
                .filter(point -> point.meanCost() <= budget * (1 + ROUNDING))
                .max(Comparator.comparingDouble(CurvePoint::accuracy)
                        .thenComparing(CurvePoint::meanCost, Comparator.reverseOrder()));
    }

    private Optional<Found> deepestWithin(double budget) {
        return hull.stream()
                .filter(found -> found.point.meanCost() <= budget)
                .max(Comparator.comparingDouble(found -> found.point.meanCost()));
    }

    private CurvePoint climbWithin(double budget, int[] start) {
        double samples = exits.table().samples();
        double most = budget / exits.costs()[exits.count() - 1] * samples * (1 + ROUNDING);
        int[] settings = ascent.climb(
                start, (right, cost) -> cost > most ? (most - cost) * 2 * samples : right - cost / (2 * samples));
        return ascent.point(settings);
    }

    /**
     * The way from the cheapest to the most accurate setting. Where the most accurate one is cheap, dearer budgets add nothing;
     * so a rough look finds where the way ends, and the points are spent before that.
     *
     * @param points about as many, evenly spaced in the logarithm of the budget
     */
    public BudgetCurve curve(int points) {
        double cheapest = exits.costs()[0];
        List<CurvePoint> rough = front(cheapest, exits.costs()[exits.count() - 1], ROUGH_POINTS);
        double end = rough.get(rough.size() - 1).meanCost();
        List<CurvePoint> found = new ArrayList<>(rough);
        if (end > cheapest) {
            found.addAll(front(cheapest, end, points));
        }
        return new BudgetCurve(measure, ParetoFront.of(found));
    }

    private List<CurvePoint> front(double cheapest, double dearest, int points) {
        Collection<CurvePoint> found = new ArrayList<>();
        for (double budget : Budgets.spread(cheapest, dearest, points)) {
            at(budget).ifPresent(found::add);
        }
        return ParetoFront.of(found);
    }
}

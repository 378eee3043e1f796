package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Thresholds;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrossFitTest {

    private static final ExitTable TABLE = Tables.random(600, 4, 7);
    private static final double[] COSTS = {1, 3, 7, 10};
    private static final double[] BUDGETS = Budgets.spread(0.9, 10, 25);

    @ParameterizedTest
    @EnumSource(Family.class)
    void folds_beside_each_other_give_exactly_what_one_after_the_other_gives(Family family) {
        CrossFit crossFit = new CrossFit(family, TABLE, COSTS, Cores.ALL);
        CurvePoint point = point();

        for (double budget : BUDGETS) {
            assertThat(crossFit.honest(point, budget).accuracy())
                    .as("budget %s", budget)
                    .isEqualTo(oneAfterTheOther(family, point, budget));
        }
    }

    @Test
    void one_core_gives_the_same_curve_as_all_of_them() {
        assertThat(honestCurve(Cores.ONE)).isEqualTo(honestCurve(Cores.ALL));
    }

    @Test
    void too_few_samples_are_not_divided() {
        ExitTable few = Tables.random(9, 4, 1);
        CurvePoint point = CurvePoint.of(few, Thresholds.closed(3), COSTS);

        assertThat(new CrossFit(Family.DIRECT, few, COSTS, Cores.ALL).honest(point, 10))
                .isEqualTo(point);
    }

    private static List<CurvePoint> honestCurve(Cores cores) {
        CrossFit crossFit = new CrossFit(Family.DIRECT, TABLE, COSTS, cores);
        return new DirectSearch(TABLE, ConfidenceMeasure.MAX_SOFTMAX, COSTS)
                .curve(20).points().stream()
                        .map(point -> crossFit.honest(point, point.meanCost()))
                        .toList();
    }

    /** The definition, with a search of its own for every budget and fold. */
    private static double oneAfterTheOther(Family family, CurvePoint point, double budget) {
        double gained = 0;
        double weight = 0;
        for (int n = 0; n < 5; n++) {
            int fold = n;
            ExitTable seen = TABLE.select(IntStream.range(0, TABLE.samples())
                    .filter(sample -> sample % 5 != fold)
                    .toArray());
            ExitTable unseen = TABLE.select(IntStream.range(0, TABLE.samples())
                    .filter(sample -> sample % 5 == fold)
                    .toArray());
            var found = family.over(seen, COSTS).at(budget);
            if (found.isPresent()) {
                double onUnseen =
                        CurvePoint.of(unseen, found.get().thresholds(), COSTS).accuracy();
                double onSeen =
                        CurvePoint.of(seen, found.get().thresholds(), COSTS).accuracy();
                gained += unseen.samples() * (onUnseen - onSeen);
                weight += unseen.samples();
            }
        }
        double honest = weight == 0 ? point.accuracy() : point.accuracy() + gained / weight;
        return Math.max(0, Math.min(1, honest));
    }

    private static CurvePoint point() {
        return CurvePoint.of(TABLE, Thresholds.closed(3), COSTS);
    }
}

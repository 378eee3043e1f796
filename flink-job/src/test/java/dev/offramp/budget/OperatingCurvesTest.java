package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.OperatingCurve;
import dev.offramp.policy.OperatingPoint;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatingCurvesTest {

    private static final double[] COSTS = Tables.costs(3);
    private static final Temperatures TEMPERATURES = Temperatures.of(1, 2, 3);

    private final ExitTable table = Tables.random(600, 3, 11);
    private final BudgetCurve curve = new DirectSearch(table, ConfidenceMeasure.MARGIN, COSTS).curve(10);
    private final OperatingCurve operating = OperatingCurves.of(curve, table, TEMPERATURES, COSTS, Cores.ONE);

    @Test
    void every_point_of_the_curve_can_be_operated_at_its_cost() {
        assertThat(operating.points()).extracting(OperatingPoint::meanCost).containsExactlyElementsOf(costs());
        assertThat(operating.points()).allSatisfy(point -> {
            assertThat(point.criterion().measure()).isEqualTo(ConfidenceMeasure.MARGIN);
            assertThat(point.criterion().temperatures()).isEqualTo(TEMPERATURES);
        });
    }

    @Test
    void accuracies_are_those_of_fresh_samples_which_are_less_than_those_of_the_table() {
        double found = curve.points().stream()
                .mapToDouble(CurvePoint::accuracy)
                .average()
                .orElseThrow();
        double fresh = operating.points().stream()
                .mapToDouble(OperatingPoint::accuracy)
                .average()
                .orElseThrow();
        ExitTable others = Tables.random(20_000, 3, 12);
        double seen = operating.points().stream()
                .mapToDouble(point -> CurvePoint.of(others, point.criterion().thresholds(), COSTS)
                        .accuracy())
                .average()
                .orElseThrow();

        assertThat(fresh).isLessThan(found).isCloseTo(seen, within(0.04));
    }

    @Test
    void the_last_exit_is_what_a_loss_is_measured_against() {
        assertThat(operating.lastExitAccuracy()).isEqualTo(table.accuracy(3));
        assertThat(operating.lastExit().thresholds()).isEqualTo(Thresholds.closed(2));
    }

    private List<Double> costs() {
        return curve.points().stream().map(CurvePoint::meanCost).toList();
    }
}

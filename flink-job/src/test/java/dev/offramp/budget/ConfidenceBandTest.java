package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.offramp.policy.Thresholds;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfidenceBandTest {

    private static final int SAMPLES = 4000;
    private static final double[] COSTS = {1, 2};

    @Test
    void one_point_many_times_is_one_point() {
        ExitTable table = Tables.random(SAMPLES, 2, 1);
        List<CurvePoint> curve = Collections.nCopies(10, point(table, .6f));

        assertThat(ConfidenceBand.around(curve, table, COSTS).meanCost()).isCloseTo(Interval.Z, offset(.1));
    }

    /** The largest of K normal deviations that nothing joins: Sidak's quantile at 1 - (1 - .05)^(1/K). */
    @Test
    void points_that_have_nothing_to_do_with_each_other_are_as_many_chances_to_miss() {
        assertThat(ConfidenceBand.errors(noise(2))).isCloseTo(2.236, offset(.1));
        assertThat(ConfidenceBand.errors(noise(8))).isCloseTo(2.727, offset(.1));
        assertThat(ConfidenceBand.errors(noise(40))).isCloseTo(3.227, offset(.1));
    }

    private static double[][] noise(int points) {
        Random random = new Random(2);
        return Stream.generate(() -> random.doubles(SAMPLES).toArray())
                .limit(points)
                .toArray(double[][]::new);
    }

    @Test
    void a_curve_lies_between_both() {
        ExitTable table = Tables.random(SAMPLES, 2, 3);
        List<CurvePoint> curve =
                IntStream.range(0, 40).mapToObj(n -> point(table, n / 40f)).toList();

        ConfidenceBand band = ConfidenceBand.around(curve, table, COSTS);

        assertThat(band.accuracy()).isBetween(2.2, 3.2);
        assertThat(band.meanCost()).isBetween(2.2, 3.2);
        assertThat(band.shares()).hasSize(2).allSatisfy(z -> assertThat(z).isBetween(2.2, 3.2));
    }

    @Test
    void where_nothing_varies_the_usual_width_is_kept() {
        ExitTable table = Tables.random(SAMPLES, 2, 4);

        ConfidenceBand band = ConfidenceBand.around(List.of(point(table, Float.POSITIVE_INFINITY)), table, COSTS);

        assertThat(band.meanCost()).isEqualTo(Interval.Z);
    }

    private static CurvePoint point(ExitTable table, float threshold) {
        return CurvePoint.of(table, Thresholds.of(threshold), COSTS);
    }
}

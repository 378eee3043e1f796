package dev.offramp.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.ExitTable;
import dev.offramp.budget.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class CurvePlotTest {

    private static final int EXITS = 3;
    private static final int SAMPLES = 400;

    private final ExitTable heldOut = table(1);
    private final ExitTable fresh = table(2);
    private final Prices prices =
            new Prices(Budget.Unit.MULTIPLY_ADDS, new double[] {1_000_000, 4_000_000, 10_000_000});

    @Test
    void both_charts_have_one_axis_of_costs_from_the_cheapest_exit_to_the_dearest() {
        for (XYChart chart : charts()) {
            assertThat(chart.getStyler().getXAxisMin()).isEqualTo(1);
            assertThat(chart.getStyler().getXAxisMax()).isEqualTo(10);
            assertThat(chart.getXAxisTitle()).isEqualTo("mean million multiply-adds a sample");
            assertThat(chart.getYAxisTitle()).isEqualTo("accuracy, %");
        }
    }

    @Test
    void every_family_is_drawn_as_it_was_found_above_and_as_it_was_measured_below() {
        List<CurveRow> rows = rows();
        List<XYChart> charts =
                new CurvePlot("tiny", prices, rows).sheet(heldOut, fresh).charts();

        assertThat(charts.get(0).getSeriesMap().get("geometric").getYData())
                .containsExactly(rows.stream()
                        .mapToDouble(row -> 100 * row.trial().solution().point().accuracy())
                        .toArray());
        assertThat(charts.get(1).getSeriesMap().get("geometric").getYData())
                .containsExactly(rows.stream()
                        .mapToDouble(row -> 100 * row.trial().measured().accuracy())
                        .toArray());
        assertThat(charts.get(1).getSeriesMap().get("each exit alone").getXData())
                .containsExactly(1, 4, 10);
    }

    private List<XYChart> charts() {
        return new CurvePlot("tiny", prices, rows()).sheet(heldOut, fresh).charts();
    }

    private List<CurveRow> rows() {
        return new ArrayList<>(new Evaluation(heldOut, fresh, prices).curve(Family.GEOMETRIC, 6));
    }

    private static ExitTable table(long seed) {
        var random = new Random(seed);
        int[] labels = new int[SAMPLES];
        float[][] confidence = new float[EXITS][SAMPLES];
        int[][] predicted = new int[EXITS][SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int exit = 0; exit < EXITS; exit++) {
                confidence[exit][sample] = (1 + exit + random.nextFloat()) / (1 + EXITS);
                predicted[exit][sample] = random.nextFloat() < confidence[exit][sample] ? 0 : 1;
            }
        }
        return new ExitTable(labels, confidence, predicted);
    }
}

package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class WindowFiguresTest {

    private static final int EXITS = 3;

    @Test
    void rates_means_and_shares_follow_from_the_totals() {
        WindowFigures figures = figures(new Totals(
                1_000,
                0,
                new BudgetTotals(2, 800, 200),
                LimitTotals.NONE,
                List.of(exit(6, 4, 3, 0, 0), exit(2, 1, 1, 0, 0)),
                List.of(new StageTotals(8, 40, Latencies.empty(), Latencies.empty())),
                1));

        assertThat(figures.samples()).isEqualTo(8);
        assertThat(figures.samplesPerSecond()).isEqualTo(4);
        assertThat(figures.meanMultiplyAdds()).isEqualTo(125);
        assertThat(figures.budgetUse()).hasValue(0.25);
        assertThat(figures.accuracy()).hasValue(0.8);
        assertThat(figures.exits()).extracting(ExitFigures::share).containsExactly(0.75, 0.25, 0.0);
        assertThat(figures.stages()).extracting(StageFigures::meanBatchSize).containsExactly(5.0, 0.0, 0.0);
    }

    @Test
    void agreement_comes_with_its_wilson_interval_and_only_where_something_was_shadowed() {
        WindowFigures figures = figures(new Totals(
                0,
                0,
                new BudgetTotals(0, 0, 0),
                LimitTotals.NONE,
                List.of(exit(10, 0, 0, 10, 9), exit(1, 0, 0, 0, 0)),
                List.of(),
                1));

        assertThat(figures.exits().get(0).agreement()).hasValueSatisfying(agreement -> {
            assertThat(agreement.value()).isEqualTo(0.9);
            assertThat(agreement.low()).isCloseTo(0.5958, within(1e-4)); // 9 of 10
            assertThat(agreement.high()).isCloseTo(0.9821, within(1e-4));
        });
        assertThat(figures.exits().get(1).agreement()).isEmpty();
    }

    @Test
    void nothing_measured_is_no_figure_and_never_a_division_by_zero() {
        WindowFigures figures = figures(Totals.NONE);

        assertThat(figures.meanMultiplyAdds()).isZero();
        assertThat(figures.budgetUse()).isEmpty();
        assertThat(figures.accuracy()).isEmpty();
        assertThat(figures.exits()).hasSize(EXITS).allSatisfy(exit -> assertThat(exit.share())
                .isZero());
        assertThat(figures.stages()).hasSize(EXITS);
        assertThat(figures.latency().maxMicros()).isZero();
    }

    private static WindowFigures figures(Totals totals) {
        return WindowFigures.of(new Window(10_000, 12_000, totals), EXITS);
    }

    private static ExitTotals exit(long samples, long labelled, long correct, long shadowed, long agreed) {
        Histogram latency = Latencies.empty();
        return new ExitTotals(samples, labelled, correct, shadowed, agreed, latency);
    }
}

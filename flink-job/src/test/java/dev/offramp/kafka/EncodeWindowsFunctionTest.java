package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.refresh.ComparisonTally;
import dev.offramp.refresh.Design;
import dev.offramp.refresh.GroupTotals;
import dev.offramp.refresh.SideTotals;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.ExitThroughput;
import dev.offramp.schema.LabelThroughput;
import dev.offramp.schema.LatencySummary;
import dev.offramp.schema.NumberThroughput;
import dev.offramp.schema.ShadowThroughput;
import dev.offramp.schema.StageThroughput;
import dev.offramp.schema.ThroughputWindow;
import dev.offramp.throughput.BudgetTotals;
import dev.offramp.throughput.ExitTotals;
import dev.offramp.throughput.LabelTotals;
import dev.offramp.throughput.LimitTotals;
import dev.offramp.throughput.NumberTotals;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.Window;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class EncodeWindowsFunctionTest {

    private static final BudgetTotals NO_BUDGET = new BudgetTotals(0, 0, 0);
    private static final LimitTotals NO_LIMITS = new LimitTotals(0, 0, 0, 0);
    private static final int STAGES = 3;

    /** Three samples of exit 1, one of exit 2, none of exit 3. */
    private static final Totals TOTALS = new Totals(
            4 * 100 + 250,
            77,
            new BudgetTotals(2, 1_000, 200),
            new LimitTotals(4, 3, 2, 1),
            List.of(
                    new ExitTotals(3, 2, 1, 10, 9, histogram(1_000, 2_000, 3_000)),
                    new ExitTotals(1, 1, 1, 0, 0, histogram(100_000))),
            List.of(
                    new StageTotals(4, 24, histogram(10, 10, 10, 10), histogram(500, 500, 500, 500)),
                    new StageTotals(1, 2, histogram(7), histogram(900))),
            1);

    @Test
    void a_window_says_when_and_who_and_how_many() throws Exception {
        ThroughputWindow window = encoded(TOTALS);

        assertThat(window.getWindowStart()).isEqualTo(Instant.ofEpochMilli(10_000));
        assertThat(window.getWindowEnd()).isEqualTo(Instant.ofEpochMilli(12_000));
        assertThat(window.getBundleName()).isEqualTo("tiny");
        assertThat(window.getBundleVersion()).isEqualTo("1.2.3");
        assertThat(window.getSamples()).isEqualTo(4);
        assertThat(window.getSamplesPerSecond()).isEqualTo(2);
    }

    @Test
    void costs_are_summed_and_averaged() throws Exception {
        ThroughputWindow window = encoded(TOTALS);

        assertThat(window.getMultiplyAdds()).isEqualTo(650);
        assertThat(window.getMeanMultiplyAdds()).isEqualTo(162.5);
        assertThat(window.getBudgetUse()).isEqualTo(0.2);
    }

    @Test
    void accuracy_is_that_of_the_labelled_samples() throws Exception {
        ThroughputWindow window = encoded(TOTALS);

        assertThat(window.getLabelled()).isEqualTo(3);
        assertThat(window.getCorrect()).isEqualTo(2);
        assertThat(window.getAccuracy()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void without_labels_there_is_no_accuracy_and_without_budgets_no_use_of_them() throws Exception {
        Totals plain = new Totals(
                100, 0, NO_BUDGET, NO_LIMITS, List.of(new ExitTotals(1, 0, 0, 0, 0, histogram(1))), List.of(), 1);

        assertThat(encoded(plain).getAccuracy()).isNull();
        assertThat(encoded(plain).getBudgetUse()).isNull();
    }

    @Test
    void every_exit_and_stage_of_the_bundle_has_an_entry_in_order_even_if_nothing_reached_it() throws Exception {
        ThroughputWindow window = encoded(TOTALS);

        assertThat(window.getExits()).extracting(ExitThroughput::getExit).containsExactly(1, 2, 3);
        assertThat(window.getExits()).extracting(ExitThroughput::getSamples).containsExactly(3L, 1L, 0L);
        assertThat(window.getStages()).extracting(StageThroughput::getStage).containsExactly(1, 2, 3);
        assertThat(window.getStages()).extracting(StageThroughput::getSamples).containsExactly(4L, 1L, 0L);
    }

    @Test
    void shares_add_up_to_one() throws Exception {
        assertThat(encoded(TOTALS).getExits().stream()
                        .mapToDouble(ExitThroughput::getShare)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void the_mean_batch_is_the_one_that_a_sample_shared() throws Exception {
        assertThat(encoded(TOTALS).getStages())
                .extracting(StageThroughput::getMeanBatchSize)
                .containsExactly(6.0, 2.0, 0.0);
    }

    @Test
    void a_latency_can_be_read_with_hdr_histogram_and_added_up_over_windows() throws Exception {
        LatencySummary latency = encoded(TOTALS).getLatency();
        Histogram read = Histogram.decodeFromCompressedByteBuffer(latency.getHistogram(), 0);

        assertThat(read.getTotalCount()).isEqualTo(4);
        assertThat(read.getMaxValue()).isCloseTo(100_000, within(1_000L));
        assertThat(latency.getP50Micros()).isCloseTo(2_000, within(20L));
        assertThat(latency.getP99Micros()).isCloseTo(100_000, within(1_000L));
        assertThat(latency.getMaxMicros()).isEqualTo(read.getMaxValue());
    }

    @Test
    void deadlines_budgets_and_shadows_are_counted() throws Exception {
        ThroughputWindow window = encoded(TOTALS);

        assertThat(window.getWithDeadline()).isEqualTo(4);
        assertThat(window.getInTime()).isEqualTo(3);
        assertThat(window.getCutByDeadline()).isEqualTo(2);
        assertThat(window.getCutByBudget()).isEqualTo(1);
        assertThat(window.getShadowMultiplyAdds()).isEqualTo(77);
        assertThat(window.getExits().get(0).getAgreement()).satisfies(agreement -> {
            assertThat(agreement.getValue()).isEqualTo(0.9);
            assertThat(agreement.getLow()).isCloseTo(0.5958, within(1e-4)); // Wilson score, 9 of 10
            assertThat(agreement.getHigh()).isCloseTo(0.9821, within(1e-4));
        });
        assertThat(window.getExits().get(1).getAgreement()).isNull();
    }

    @Test
    void what_a_shadow_did_stands_apart_with_intervals_where_there_is_enough_of_it() throws Exception {
        ComparisonTally pairs = new ComparisonTally(Design.PAIRED);
        for (int stream = 0; stream < 20; stream++) {
            for (int sample = 0; sample < 10; sample++) {
                pairs.add(
                        "camera-" + stream,
                        GroupTotals.ofBoth(sample > 0, SideTotals.unlabelled(150, 9), SideTotals.unlabelled(100, 5)));
            }
        }
        ShadowThroughput shadow = encoded(TOTALS.with(pairs.total())).getShadow();

        assertThat(shadow.getSamples()).isEqualTo(200);
        assertThat(shadow.getAgreed()).isEqualTo(180);
        assertThat(shadow.getMultiplyAdds()).isEqualTo(30_000);
        assertThat(shadow.getAgreement().getValue()).isEqualTo(0.9);
        assertThat(shadow.getAgreement().getLow()).isBetween(0.5, 0.9);
        assertThat(shadow.getCost().getValue()).isCloseTo(1.5, within(1e-9));
        assertThat(shadow.getLatency().getValue()).isCloseTo(1.8, within(1e-9));
        assertThat(shadow.getAccuracyLoss()).isNull();
        assertThat(encoded(TOTALS).getShadow()).isNull();
    }

    @Test
    void a_window_without_a_sample_is_all_zeros() throws Exception {
        ThroughputWindow window = encoded(new Totals(0, 0, NO_BUDGET, NO_LIMITS, List.of(), List.of(), 1));

        assertThat(window.getSamples()).isZero();
        assertThat(window.getMeanMultiplyAdds()).isZero();
        assertThat(window.getLatency().getMaxMicros()).isZero();
    }

    @Test
    void the_key_is_the_bundles_name_and_the_time_is_the_windows_end() {
        OutgoingRecord record = record(TOTALS);

        assertThat(new String(record.key(), UTF_8)).isEqualTo("tiny");
        assertThat(record.timestampMillis()).isEqualTo(12_000);
    }

    private static OutgoingRecord record(Totals totals) {
        return new EncodeWindowsFunction(3)
                .map(new ServedWindow(new BundleId("tiny", "1.2.3"), STAGES, new Window(10_000, 12_000, totals)));
    }

    private static ThroughputWindow encoded(Totals totals) throws Exception {
        return ThroughputWindow.getDecoder().decode(record(totals).value(), null);
    }

    private static Histogram histogram(long... micros) {
        Histogram histogram = new Histogram(2);
        histogram.setAutoResize(true);
        for (long value : micros) {
            histogram.recordValue(value);
        }
        return histogram;
    }

    @Test
    void a_window_of_labels_says_how_many_were_named_rightly_and_any_other_says_nothing_of_them() throws Exception {
        assertThat(encoded(TOTALS.with(new LabelTotals(7, 2, 1))).getLabels())
                .isEqualTo(new LabelThroughput(7L, 2L, 1L, 14.0 / 17));
        assertThat(encoded(TOTALS).getLabels()).isNull();
    }

    @Test
    void a_window_of_numbers_says_how_far_off_they_are_and_any_other_says_nothing_of_them() throws Exception {
        assertThat(encoded(TOTALS.with(new NumberTotals(4, 1.5))).getNumbers())
                .isEqualTo(new NumberThroughput(4L, 1.5, 0.375));
        assertThat(encoded(TOTALS).getNumbers()).isNull();
    }
}

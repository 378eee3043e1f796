package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.sample.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageOperatorTest {

    private static final int BATCH = 4;
    private static final long LINGER_MILLIS = 10;

    private final TestingStages stages = new TestingStages(UUID.randomUUID().toString());
    private OneInputStreamOperatorTestHarness<InFlight, InFlight> harness;

    @BeforeEach
    void open() throws Exception {
        open(Duration.ZERO);
    }

    private void open(Duration warmUp) throws Exception {
        StageSettings settings = new StageSettings(
                StageDevice.Kind.CPU, BATCH, Duration.ofMillis(LINGER_MILLIS), -1, WirePrecision.EXACT, warmUp);
        harness = new OneInputStreamOperatorTestHarness<>(
                new StageOperator(TestSamples.stage(1), settings, stages), InFlight.TYPE.createSerializer(null));
        harness.setProcessingTime(0);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void a_full_batch_runs_at_once_and_its_rows_come_out_in_the_order_of_arrival() throws Exception {
        feed(0, BATCH);

        assertThat(stages.batchSizes(1)).containsExactly(BATCH);
        assertThat(sequences()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void a_stage_is_warm_before_its_first_sample_and_its_warm_up_is_seen_by_nobody() throws Exception {
        harness.close();
        open(Duration.ofMinutes(1));

        assertThat(stages.batchSizes(1)).containsExactly(BATCH, 1, 2, 3, BATCH, 1, 2, 3);
        assertThat(harness.getOutput()).isEmpty();
    }

    @Test
    void a_sample_that_would_be_late_passes_by_unrun_and_the_others_of_its_batch_run() throws Exception {
        harness.setProcessingTime(2_000); // long after the frames of this test were created
        feed(0, 1);
        harness.processElement(new StreamRecord<>(behindOne(1, 50)));
        feed(2, BATCH - 1);

        assertThat(stages.batchSizes(1)).containsExactly(BATCH);
        assertThat(harness.extractOutputValues()).hasSize(BATCH + 1);
        InFlight passed = harness.extractOutputValues().get(0);
        assertThat(passed.sample().sequence()).isEqualTo(1);
        assertThat(passed.history().outOfTime()).isTrue();
        assertThat(passed.journey().visits()).hasSize(1);
    }

    @Test
    void a_sample_that_became_late_while_it_waited_passes_by_when_its_batch_is_due() throws Exception {
        harness.setProcessingTime(1_000);
        harness.processElement(new StreamRecord<>(behindOne(1, LINGER_MILLIS)));
        assertThat(harness.extractOutputValues()).isEmpty();

        harness.setProcessingTime(1_001 + LINGER_MILLIS);

        assertThat(stages.batchSizes(1)).isEmpty();
        assertThat(harness.extractOutputValues().get(0).history().outOfTime()).isTrue();
    }

    private static InFlight behindOne(long sequence, long deadlineMillis) {
        Policy within = new Policy(1, TestSamples.POLICY.criterion(), new Limits(deadlineMillis, Limits.NONE), 0);
        return TestSamples.inFlight("a", sequence, 1, within)
                .after(new StageVisit(1, 2, 3), 100, HeapActivation.NOTHING, new float[] {0, 1});
    }

    @Test
    void a_batch_whose_rows_keep_much_more_memory_than_it_needs_runs_before_it_is_full() throws Exception {
        harness.processElement(new StreamRecord<>(rowOfLargeBatch(0)));
        assertThat(stages.batchSizes(1)).isEmpty();

        harness.processElement(new StreamRecord<>(rowOfLargeBatch(1)));

        assertThat(stages.batchSizes(1)).containsExactly(2);
    }

    private static InFlight rowOfLargeBatch(long sequence) {
        InFlight sample = TestSamples.inFlight("a", sequence, 1);
        return sample.carrying(new LoneRow(sample.activation()));
    }

    /** The only one that is left of a batch. */
    private record LoneRow(Activation row) implements Activation {

        @Override
        public List<Tensor> tensors(WirePrecision wire) {
            return row.tensors(wire);
        }

        @Override
        public RetainedMemory kept() {
            return new RetainedMemory(this, 4 * BATCH);
        }

        @Override
        public void release() {
            row.release();
        }
    }

    @Test
    void a_batch_that_does_not_fill_runs_when_its_linger_is_over() throws Exception {
        feed(0, 1);
        harness.setProcessingTime(LINGER_MILLIS - 1);
        assertThat(stages.batchSizes(1)).isEmpty();

        harness.setProcessingTime(LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(1);
    }

    @Test
    void a_record_object_that_its_sender_uses_again_is_not_held() throws Exception {
        StreamRecord<InFlight> reused = new StreamRecord<>(TestSamples.inFlight("a", 0, 1));
        for (int n = 0; n < BATCH; n++) {
            harness.processElement(reused.replace(TestSamples.inFlight("a", n, 1)));
        }

        assertThat(sequences()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void an_alarm_of_a_batch_that_filled_meanwhile_does_not_cut_the_next_one_short() throws Exception {
        feed(0, 1);
        harness.setProcessingTime(LINGER_MILLIS - 1);
        feed(1, BATCH - 1);
        feed(BATCH, 1);
        harness.setProcessingTime(LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH);

        passTime(LINGER_MILLIS, 3 * LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH, 1);
    }

    @Test
    void an_alarm_that_comes_late_lets_in_once_what_came_meanwhile() throws Exception {
        feed(0, 1);
        harness.setProcessingTime(3 * LINGER_MILLIS); // another stage had the thread
        assertThat(stages.batchSizes(1)).isEmpty();

        feed(1, BATCH - 2);
        harness.setProcessingTime(6 * LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH - 1);
    }

    /** Millisecond by millisecond, as for an idle thread. */
    private void passTime(long fromMillis, long toMillis) throws Exception {
        for (long now = fromMillis; now <= toMillis; now++) {
            harness.setProcessingTime(now);
        }
    }

    @Test
    void a_trickle_does_not_linger() throws Exception {
        for (int n = 0; n < 3; n++) {
            feed(n, 1);
            passTime(n * 10L * LINGER_MILLIS, (n + 1) * 10L * LINGER_MILLIS);
        }

        assertThat(stages.batchSizes(1)).containsExactly(1, 1, 1);
    }

    @Test
    void the_linger_counts_from_the_first_sample_of_a_batch_not_from_that_of_the_batch_before() throws Exception {
        feed(0, BATCH);
        harness.setProcessingTime(LINGER_MILLIS - 1);
        feed(BATCH, 1);

        harness.setProcessingTime(LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH);

        harness.setProcessingTime(2 * LINGER_MILLIS);
        assertThat(stages.batchSizes(1)).containsExactly(BATCH, 1);
    }

    @Test
    void whatever_waits_is_run_before_a_checkpoint_barrier_so_that_none_is_lost() throws Exception {
        feed(0, 3);

        harness.prepareSnapshotPreBarrier(1);

        assertThat(sequences()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatever_waits_is_run_at_the_end_of_input() throws Exception {
        feed(0, 2);

        harness.getOneInputOperator().finish();

        assertThat(sequences()).containsExactly(0L, 1L);
    }

    @Test
    void rows_keep_their_timestamps_and_a_sample_without_one_stays_without() throws Exception {
        harness.processElement(new StreamRecord<>(TestSamples.inFlight("a", 0, 1), 42));
        harness.processElement(new StreamRecord<>(TestSamples.inFlight("a", 1, 1)));
        harness.prepareSnapshotPreBarrier(1);

        List<StreamRecord<? extends InFlight>> rows = rows();
        assertThat(rows.get(0).getTimestamp()).isEqualTo(42);
        assertThat(rows.get(1).hasTimestamp()).isFalse();
    }

    @Test
    void a_watermark_does_not_overtake_the_samples_that_came_before_it() throws Exception {
        feed(0, 1);
        harness.processWatermark(new Watermark(7));
        assertThat(harness.getOutput()).isEmpty();

        harness.prepareSnapshotPreBarrier(1);

        assertThat(harness.getOutput()).hasSize(2).last().isEqualTo(new Watermark(7));
    }

    @Test
    void a_watermark_passes_at_once_where_nothing_waits() throws Exception {
        harness.processWatermark(new Watermark(7));

        assertThat(harness.getOutput()).containsExactly(new Watermark(7));
    }

    @Test
    void every_row_says_what_the_stage_cost_it() throws Exception {
        feed(0, BATCH);

        for (StreamRecord<? extends InFlight> row : rows()) {
            assertThat(row.getValue().journey().multiplyAdds()).isEqualTo(100);
            assertThat(row.getValue().journey().visits()).singleElement().satisfies(visit -> {
                assertThat(visit.batchSize()).isEqualTo(BATCH);
                assertThat(visit.queueMicros()).isNotNegative();
                assertThat(visit.computeMicros()).isNotNegative();
            });
        }
    }

    private void feed(int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            harness.processElement(new StreamRecord<>(TestSamples.inFlight("a", i, 1), i));
        }
    }

    private List<StreamRecord<? extends InFlight>> rows() {
        return List.copyOf(harness.extractOutputStreamRecords());
    }

    private List<Long> sequences() {
        return rows().stream().map(row -> row.getValue().sample().sequence()).toList();
    }
}

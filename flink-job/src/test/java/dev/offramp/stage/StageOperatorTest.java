package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.model.LaneItem;
import dev.offramp.sample.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageOperatorTest {

    private final TestingStages stages = new TestingStages(UUID.randomUUID().toString());
    private StageHarness stage;

    @BeforeEach
    void open() throws Exception {
        stage = StageHarness.open(stages, Duration.ZERO);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void a_full_batch_runs_at_once_and_its_rows_come_out_in_the_order_of_arrival() throws Exception {
        stage.feed(0, StageHarness.BATCH);

        assertThat(stages.batchSizes(1)).containsExactly(StageHarness.BATCH);
        assertThat(stage.sequences()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void a_stage_is_warm_before_its_first_sample_and_its_warm_up_is_seen_by_nobody() throws Exception {
        stage.close();
        stage = StageHarness.open(stages, Duration.ofMinutes(1));

        assertThat(stages.batchSizes(1)).containsExactly(StageHarness.BATCH, 1, 2, 3, StageHarness.BATCH, 1, 2, 3);
        assertThat(stage.operator().getOutput()).isEmpty();
    }

    @Test
    void a_batch_whose_rows_keep_much_more_memory_than_it_needs_runs_before_it_is_full() throws Exception {
        stage.operator().processElement(new StreamRecord<>(rowOfLargeBatch(0)));
        assertThat(stages.batchSizes(1)).isEmpty();

        stage.operator().processElement(new StreamRecord<>(rowOfLargeBatch(1)));

        assertThat(stages.batchSizes(1)).containsExactly(2);
    }

    private static InFlight rowOfLargeBatch(long sequence) {
        InFlight sample = TestSamples.inFlight("a", sequence, 1);
        return sample.carrying(new LoneRow(sample.activation()));
    }

    /** The only one that is left of a batch of one-pixel samples. */
    private record LoneRow(Activation row) implements Activation {

        @Override
        public List<Tensor> tensors(WirePrecision wire) {
            return row.tensors(wire);
        }

        @Override
        public RetainedMemory kept() {
            return new RetainedMemory(this, 4 * StageHarness.BATCH * 3);
        }

        @Override
        public void release() {
            row.release();
        }
    }

    @Test
    void a_record_object_that_its_sender_uses_again_is_not_held() throws Exception {
        StreamRecord<LaneItem> reused = new StreamRecord<>(TestSamples.inFlight("a", 0, 1));
        for (int n = 0; n < StageHarness.BATCH; n++) {
            stage.operator().processElement(reused.replace(TestSamples.inFlight("a", n, 1)));
        }

        assertThat(stage.sequences()).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void whatever_waits_is_run_before_a_checkpoint_barrier_so_that_none_is_lost() throws Exception {
        stage.feed(0, 3);

        stage.operator().prepareSnapshotPreBarrier(1);

        assertThat(stage.sequences()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatever_waits_is_run_at_the_end_of_input() throws Exception {
        stage.feed(0, 2);

        stage.operator().getOneInputOperator().finish();

        assertThat(stage.sequences()).containsExactly(0L, 1L);
    }

    @Test
    void rows_keep_their_timestamps_and_a_sample_without_one_stays_without() throws Exception {
        stage.operator().processElement(new StreamRecord<>(TestSamples.inFlight("a", 0, 1), 42));
        stage.operator().processElement(new StreamRecord<>(TestSamples.inFlight("a", 1, 1)));
        stage.operator().prepareSnapshotPreBarrier(1);

        List<StreamRecord<? extends LaneItem>> rows = stage.rows();
        assertThat(rows.get(0).getTimestamp()).isEqualTo(42);
        assertThat(rows.get(1).hasTimestamp()).isFalse();
    }

    @Test
    void a_watermark_does_not_overtake_the_samples_that_came_before_it() throws Exception {
        stage.feed(0, 1);
        stage.operator().processWatermark(new Watermark(7));
        assertThat(stage.operator().getOutput()).isEmpty();

        stage.operator().prepareSnapshotPreBarrier(1);

        assertThat(stage.operator().getOutput()).hasSize(2).last().isEqualTo(new Watermark(7));
    }

    @Test
    void a_watermark_passes_at_once_where_nothing_waits() throws Exception {
        stage.operator().processWatermark(new Watermark(7));

        assertThat(stage.operator().getOutput()).containsExactly(new Watermark(7));
    }

    @Test
    void every_row_says_what_the_stage_cost_it() throws Exception {
        stage.feed(0, StageHarness.BATCH);

        for (InFlight row : stage.samples()) {
            assertThat(row.journey().multiplyAdds()).isEqualTo(100);
            assertThat(row.journey().visits()).singleElement().satisfies(visit -> {
                assertThat(visit.batchSize()).isEqualTo(StageHarness.BATCH);
                assertThat(visit.queueMicros()).isNotNegative();
                assertThat(visit.computeMicros()).isNotNegative();
            });
        }
    }
}

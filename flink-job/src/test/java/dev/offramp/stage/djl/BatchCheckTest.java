package dev.offramp.stage.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.Precision;
import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchCheckTest {

    /** Scores a row by its bytes; in a batch its last row comes out otherwise, by a share of the score. */
    private record Summing(float wrongBy, AtomicInteger runs) implements StageEngine {

        @Override
        public StageRows run(List<Activation> batch) {
            runs.incrementAndGet();
            float[][] logits = new float[batch.size()][];
            for (int row = 0; row < logits.length; row++) {
                float score = Arrays.hashCode(batch.get(row).tensors().get(0).bytes()) / 1e6f;
                boolean wrong = batch.size() > 1 && row == logits.length - 1;
                logits[row] = new float[] {wrong ? score + wrongBy * largest(batch) : score, 0};
            }
            return new StageRows(Collections.nCopies(logits.length, HeapActivation.NOTHING), logits);
        }

        private static float largest(List<Activation> batch) {
            float largest = 0;
            for (Activation row : batch) {
                largest = Math.max(
                        largest, Math.abs(Arrays.hashCode(row.tensors().get(0).bytes()) / 1e6f));
            }
            return largest;
        }

        @Override
        public int inflightBatches() {
            return 0;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"UINT8", "FLOAT32", "BFLOAT16"})
    void a_stage_that_scores_one_row_of_a_batch_wrongly_is_refused_with_advice(DataType input) {
        assertThatThrownBy(() -> check(input).require(new Summing(0.06f, new AtomicInteger())))
                .isInstanceOf(StageFailure.class)
                .hasMessageContaining("stage 2 scores a batch of 16 otherwise than its rows alone (by 6 %")
                .hasMessageContaining("ONEDNN_MAX_CPU_ISA=AVX2");
    }

    @Test
    void rounding_passes() throws StageFailure {
        AtomicInteger runs = new AtomicInteger();

        check(DataType.FLOAT32).require(new Summing(0.01f, runs));

        assertThat(runs).hasValue(17);
    }

    @Test
    void a_stage_that_hands_on_something_else_without_its_head_is_refused() throws StageFailure {
        BatchCheck check = new BatchCheck(headed());

        check.require(new HandingOn(0));

        assertThatThrownBy(() -> check.require(new HandingOn(1)))
                .isInstanceOf(StageFailure.class)
                .hasMessageContaining("stage 1 hands on other activations without its head than with it");
    }

    private static StageSpec headed() {
        TensorSpec pixels = new TensorSpec("in", DataType.UINT8, List.of(-1, 4, 4, 3));
        TensorSpec logits = new TensorSpec("logits", DataType.FLOAT32, List.of(-1, 2));
        return new StageSpec(1, Precision.FLOAT32, "", "", List.of(pixels), List.of(pixels, logits), 100, 100, 40);
    }

    /** Hands on what it takes; without its head, with another first byte. */
    private record HandingOn(int added) implements StageEngine {

        @Override
        public StageRows run(List<Activation> batch) {
            return new StageRows(batch, new float[batch.size()][2]);
        }

        @Override
        public StageRows runWithoutHead(List<Activation> batch) {
            return StageRows.withoutScores(batch.stream().map(this::other).toList());
        }

        private Activation other(Activation activation) {
            Tensor tensor = activation.tensors().get(0);
            byte[] bytes = tensor.bytes().clone();
            bytes[0] += (byte) added;
            return new HeapActivation(List.of(new Tensor(tensor.type(), tensor.shape(), bytes)));
        }

        @Override
        public int inflightBatches() {
            return 0;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Test
    void inputs_that_cannot_be_drawn_are_not_tried() throws StageFailure {
        AtomicInteger runs = new AtomicInteger();

        check(DataType.INT64).require(new Summing(1, runs));

        assertThat(runs).hasValue(0);
    }

    private static BatchCheck check(DataType input) {
        TensorSpec pixels = new TensorSpec("in", input, List.of(-1, 4, 4, 3));
        TensorSpec logits = new TensorSpec("logits", DataType.FLOAT32, List.of(-1, 2));
        return new BatchCheck(new StageSpec(2, "", "", List.of(pixels), List.of(logits), 1, 1));
    }
}

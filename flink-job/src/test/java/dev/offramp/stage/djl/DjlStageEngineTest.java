package dev.offramp.stage.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Precision;
import dev.offramp.bundle.StageSpec;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the shipped bundle, in libtorch. */
class DjlStageEngineTest {

    private static final Path BUNDLE = Path.of("../model-artifacts/bundles/fashion-mnist-branchy");
    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);
    private static final float ROUNDING = 1e-4f;

    private Bundle bundle;
    private StageEngine first;
    private StageEngine second;

    @BeforeEach
    void open() throws Exception {
        bundle = Bundle.open(BUNDLE);
        first = new DjlStageEngines(1).open(bundle.stages().get(0), CPU);
        second = new DjlStageEngines(1).open(bundle.stages().get(1), CPU);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void survivors_of_two_batches_run_as_one_and_score_as_they_do_alone() throws Exception {
        StageRows one = first.run(pixels(8, 1));
        StageRows two = first.run(pixels(5, 2));
        List<Activation> survivors = List.of(
                one.activations().get(1),
                one.activations().get(2),
                one.activations().get(6),
                two.activations().get(0),
                two.activations().get(4));

        float[][] together = second.run(survivors).logits();

        for (int row = 0; row < survivors.size(); row++) {
            float[] alone = second.run(List.of(survivors.get(row))).logits()[0];
            assertThat(together[row]).containsExactly(alone, within(ROUNDING));
        }
    }

    @Test
    void rows_from_the_heap_score_as_rows_in_native_memory_do() throws Exception {
        StageRows rows = first.run(pixels(6, 3));
        List<Activation> unpacked = new ArrayList<>();
        for (Activation row : rows.activations()) {
            unpacked.add(new HeapActivation(row.tensors()));
        }

        float[][] fromHeap = second.run(unpacked).logits();
        float[][] fromNative = second.run(rows.activations()).logits();

        for (int row = 0; row < unpacked.size(); row++) {
            assertThat(fromHeap[row]).containsExactly(fromNative[row], within(ROUNDING));
        }
    }

    @Test
    void a_later_batch_does_not_change_the_rows_of_an_earlier_one() throws Exception {
        StageRows early = first.run(pixels(4, 4));
        List<Tensor> before = early.activations().get(2).tensors();

        first.run(pixels(4, 5));

        assertThat(early.activations().get(2).tensors().get(0).bytes())
                .isEqualTo(before.get(0).bytes());
    }

    @Test
    void a_batch_is_freed_when_its_last_row_is_released_and_not_before() throws Exception {
        StageRows rows = first.run(pixels(3, 6));
        rows.activations().get(0).release();
        rows.activations().get(1).release();
        assertThat(rows.activations().get(2).tensors()).isNotEmpty();

        NativeRow last = (NativeRow) rows.activations().get(2);
        NativeBatch batch = last.batch();
        last.release();

        assertThatThrownBy(() -> batch.tensor(0).toFloatArray()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_row_can_be_neither_released_twice_nor_read_after_its_release() throws Exception {
        Activation row = first.run(pixels(1, 7)).activations().get(0);
        row.release();

        assertThatThrownBy(row::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(row::tensors)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after");
    }

    @Test
    void a_thousand_batches_leave_nothing_behind() throws Exception {
        List<Activation> pixels = pixels(16, 8);
        runAndRelease(pixels, 100);
        long before = residentKib();

        runAndRelease(pixels, 1_000);

        long tensorKib = 16 * bundle.stages().get(0).activations().get(0).sampleBytes() / 1024;
        assertThat(first.inflightBatches()).isZero();
        assertThat(residentKib() - before).isLessThan(300 * tensorKib); // a leak would keep 1,000 of them
    }

    private void runAndRelease(List<Activation> pixels, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            first.run(pixels).activations().forEach(Activation::release);
        }
    }

    private static long residentKib() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void without_its_head_a_stage_hands_on_the_same_and_scores_nobody() throws Exception {
        for (Precision precision : bundle.precisions()) {
            StageSpec stage = bundle.in(precision).stages().get(0);
            assertThat(stage.runsWithoutHead()).isTrue();
            try (StageEngine engine = new DjlStageEngines(1).open(stage, CPU)) {
                List<Activation> pixels = pixels(7, 9);
                StageRows whole = engine.run(pixels);
                StageRows without = engine.runWithoutHead(pixels);

                for (int row = 0; row < pixels.size(); row++) {
                    assertThat(without.logits()[row]).isEmpty();
                    assertThat(bytes(without, row)).isEqualTo(bytes(whole, row));
                }
                without.activations().forEach(Activation::release);
                whole.activations().forEach(Activation::release);
                assertThat(engine.inflightBatches()).isZero();
            }
        }
    }

    private static byte[] bytes(StageRows rows, int row) {
        return rows.activations().get(row).tensors().get(0).bytes();
    }

    @Test
    void the_last_stage_returns_logits_alone() throws Exception {
        StageSpec last = bundle.stages().get(bundle.stages().size() - 1);
        List<Activation> zeros = new ArrayList<>();
        List<Integer> shape = last.inputs().get(0).sampleShape();
        zeros.add(new HeapActivation(List.of(new Tensor(
                DataType.FLOAT32, shape, new byte[(int) last.inputs().get(0).sampleBytes()]))));

        try (StageEngine engine = new DjlStageEngines(1).open(last, CPU)) {
            StageRows rows = engine.run(zeros);
            assertThat(rows.logits()[0]).hasSize(bundle.classes().size());
            assertThat(rows.activations()).containsExactly(HeapActivation.NOTHING);
        }
    }

    @Test
    void a_file_that_is_not_the_one_the_job_was_started_with_is_refused() {
        StageSpec stage = bundle.stages().get(0);
        StageSpec other = new StageSpec(
                1,
                stage.file(),
                "0".repeat(64),
                stage.inputs(),
                stage.outputs(),
                stage.multiplyAdds(),
                stage.multiplyAdds());

        assertThatThrownBy(() -> new DjlStageEngines(1).open(other, CPU))
                .isInstanceOf(StageFailure.class)
                .hasMessageContaining("every task manager needs the same bundle");
    }

    private List<Activation> pixels(int count, long seed) {
        Random random = new Random(seed);
        List<Activation> pixels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[3 * bundle.height() * bundle.width()];
            random.nextBytes(bytes);
            pixels.add(new HeapActivation(
                    List.of(new Tensor(DataType.UINT8, List.of(bundle.height(), bundle.width(), 3), bytes))));
        }
        return pixels;
    }
}

package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.sample.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A network of three stages: 1,000 bytes of pixels, activations of 4,000 and 400 bytes, logits of 8. */
class NativeMemoryTest {

    private static final TensorSpec LOGITS = tensor(DataType.FLOAT32, 2);
    private static final List<StageSpec> STAGES = List.of(
            stage(1, tensor(DataType.UINT8, 1000), tensor(DataType.FLOAT32, 1000), LOGITS),
            stage(2, tensor(DataType.FLOAT32, 1000), tensor(DataType.FLOAT32, 100), LOGITS),
            stage(3, tensor(DataType.FLOAT32, 100), LOGITS));

    private final NativeMemory memory = new NativeMemory(STAGES, List.of(16, 8, 4));

    @Test
    void before_the_first_stage_nothing_native_waits() {
        assertThat(memory.bytes(1)).isEqualTo(8 * 16 * (1000 + 4008));
    }

    @Test
    void before_a_deeper_stage_eight_of_its_batches_wait_and_the_one_that_was_too_much() {
        assertThat(memory.bytes(2)).isEqualTo((8 * 8 + 16) * 4000 + 8 * 8 * (4000 + 408));
        assertThat(memory.bytes(3)).isEqualTo((8 * 4 + 8) * 400 + 8 * 4 * (400 + 8));
    }

    @Test
    void frames_that_a_deeper_stage_looks_at_itself_do_not_wait_but_run() {
        TensorSpec frames = new TensorSpec("pixels", DataType.UINT8, List.of(-1, 1000), List.of(3));
        StageSpec second =
                new StageSpec(2, "", "", List.of(frames, tensor(DataType.FLOAT32, 1000)), List.of(LOGITS), 1, 1);
        NativeMemory overFrames = new NativeMemory(List.of(STAGES.get(0), second), List.of(16, 8));

        assertThat(overFrames.bytes(2)).isEqualTo((8 * 8 + 16) * 4000 + 8 * 8 * (1000 + 4000 + 8));
    }

    @Test
    void colocated_all_of_them_wait_and_one_runs() {
        assertThat(memory.colocatedBytes()).isEqualTo(8 * 16 * 5008 + (8 * 8 + 16) * 4000 + (8 * 4 + 8) * 400);
    }

    private static TensorSpec tensor(DataType type, int size) {
        return new TensorSpec("tensor", type, List.of(-1, size));
    }

    private static StageSpec stage(int number, TensorSpec input, TensorSpec... outputs) {
        return new StageSpec(number, "", "", List.of(input), List.of(outputs), 1, 1);
    }
}

package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import dev.offramp.stage.WithPixels;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PiecemealEngineTest {

    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);

    private static final Tensor FRAME = new Tensor(DataType.UINT8, List.of(1, 1, 1, 3), new byte[] {0, 9, 0});

    private final String run = UUID.randomUUID().toString();
    private final TestingStages stages = new TestingStages(run);
    private final PiecemealEngines engines = new PiecemealEngines(stages, run);

    @Test
    void what_two_batches_left_over_runs_in_two_pieces_in_the_order_in_which_it_waited() throws StageFailure {
        StageEngine first = engines.open(TestSamples.stage(1), CPU);
        StageEngine second = engines.open(TestSamples.stage(2), CPU);
        List<Activation> survivors = new ArrayList<>();
        survivors.addAll(first.run(pixels(1, 3, 2)).activations().subList(1, 3));
        survivors.addAll(first.run(pixels(2, 1, 1)).activations().subList(0, 1));

        StageRows rows = second.run(survivors);

        assertThat(stages.batchSizes(1)).containsExactly(3, 3);
        assertThat(stages.batchSizes(2)).containsExactly(2, 1);
        assertThat(rows.activations()).hasSize(3).allSatisfy(row -> assertThat(row.tensors())
                .hasSize(1));
        assertThat(rows.logits()).hasDimensions(3, 2);
    }

    @Test
    void frames_that_come_with_what_was_left_over_change_no_piece() throws StageFailure {
        StageEngine first = engines.open(TestSamples.overFrames().stages().get(0), CPU);
        StageEngine second = engines.open(TestSamples.overFrames().stages().get(1), CPU);
        List<Activation> survivors = new ArrayList<>();
        first.run(pixels(3, 2)).activations().forEach(row -> survivors.add(new WithPixels(FRAME, row)));
        first.run(pixels(2)).activations().forEach(row -> survivors.add(new WithPixels(FRAME, row)));

        second.run(survivors);

        assertThat(stages.runs(2))
                .extracting(TestingStages.Run::difficulties)
                .containsExactly(List.of(3, 2), List.of(2));
        assertThat(stages.runs(2)).allSatisfy(run -> assertThat(run.marks()).containsOnly(List.of(9)));
    }

    @Test
    void what_really_ran_together_is_counted_once_for_each_sample() throws StageFailure {
        StageEngine first = engines.open(TestSamples.stage(1), CPU);
        first.run(pixels(1, 1, 1));
        first.run(pixels(1));

        assertThat(PieceCounts.of(run).meanSizes(2)).containsExactly((3 * 3 + 1) / 4.0, 0.0);
    }

    private static List<Activation> pixels(int... difficulties) {
        return IntStream.of(difficulties)
                .mapToObj(difficulty -> (Activation) new HeapActivation(
                        List.of(new Tensor(DataType.UINT8, List.of(1, 1, 3), new byte[] {(byte) difficulty, 0, 0}))))
                .toList();
    }
}

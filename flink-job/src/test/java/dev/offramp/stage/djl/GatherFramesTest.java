package dev.offramp.stage.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.WithPixels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches of a stage that looks at a frame of each clip, in libtorch: frames from the heap, evidence from where it was left. */
class GatherFramesTest {

    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);

    private StageEngine first;
    private StageEngine second;
    private List<Tensor> frames;

    @BeforeEach
    void open() throws Exception {
        Bundle bundle = Bundle.open(Path.of("../model-artifacts/bundles/fashion-mnist-belt"));
        first = new DjlStageEngines(1).open(bundle.stages().get(0), CPU);
        second = new DjlStageEngines(1).open(bundle.stages().get(1), CPU);
        frames = TestPictures.first(16).stream()
                .map(picture -> picture.tensors().get(0))
                .map(pixels -> new Tensor(pixels.type(), List.of(1, 28, 28, 3), pixels.bytes()))
                .toList();
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void survivors_of_several_batches_each_get_their_own_frame() throws Exception {
        List<Activation> one = left(0, 8);
        List<Activation> other = left(8, 16);
        List<Activation> mixed = withFrames(List.of(one.get(6), one.get(1), other.get(7), one.get(3)));

        float[][] gathered = second.run(mixed).logits();

        assertThat(gathered).isDeepEqualTo(second.run(onHeap(mixed)).logits());
        assertThat(Stream.of(gathered).map(Arrays::toString).distinct()).hasSize(mixed.size());
    }

    @Test
    void a_batch_that_goes_on_as_it_is_gets_its_frames_too() throws Exception {
        List<Activation> whole = withFrames(left(0, 8));

        assertThat(second.run(whole).logits())
                .isDeepEqualTo(second.run(onHeap(whole)).logits());
    }

    @Test
    void a_row_is_freed_with_what_it_came_with() throws Exception {
        List<Activation> whole = withFrames(left(0, 8));
        assertThat(first.inflightBatches()).isEqualTo(1);
        assertThat(whole.get(0).kept().bytes()).isEqualTo(8 * 10 * 4);

        whole.forEach(Activation::release);

        assertThat(first.inflightBatches()).isZero();
    }

    private List<Activation> left(int from, int to) throws Exception {
        return first.run(frames.subList(from, to).stream()
                        .<Activation>map(frame -> new HeapActivation(List.of(frame)))
                        .toList())
                .activations();
    }

    private List<Activation> withFrames(List<Activation> rows) {
        List<Activation> inputs = new ArrayList<>();
        for (Activation row : rows) {
            inputs.add(new WithPixels(frames.get(15 - inputs.size()), row));
        }
        return inputs;
    }

    private static List<Activation> onHeap(List<Activation> rows) {
        return rows.stream()
                .<Activation>map(row -> new HeapActivation(row.tensors()))
                .toList();
    }
}

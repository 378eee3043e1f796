package dev.offramp.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import dev.offramp.stage.WithPixels;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** All stages without a stream, of a clip whose frames have their numbers for green. */
class NetworkTest {

    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);
    private static final Bundle OVER_FRAMES = TestSamples.overFrames();

    private final TestingStages stages = new TestingStages(UUID.randomUUID().toString());

    @Test
    void every_stage_gets_the_frames_that_it_looks_at_and_no_other() throws Exception {
        try (Network network = Network.open(OVER_FRAMES.stages(), stages, CPU)) {
            List<float[][]> logits = network.logits(List.of(clip(1), clip(3)));

            assertThat(logits).hasSize(TestSamples.STAGES).allSatisfy(exit -> assertThat(exit)
                    .hasDimensions(2, 2));
        }
        for (int stage = 1; stage <= TestSamples.STAGES; stage++) {
            List<Integer> looks = TestSamples.LOOKS.get(stage - 1);
            assertThat(stages.runs(stage)).singleElement().satisfies(run -> {
                assertThat(run.marks()).containsExactly(looks, looks);
                assertThat(run.difficulties()).containsExactly(1, 3);
            });
        }
    }

    @Test
    void the_plain_network_answers_as_the_last_exit_does() throws Exception {
        for (Bundle bundle : List.of(OVER_FRAMES, TestSamples.withoutHeads())) {
            List<Tensor> samples =
                    bundle.frames() > 1 ? List.of(clip(1), clip(3), clip(9)) : List.of(pixel(1), pixel(9));
            try (Network network = Network.open(bundle.stages(), stages, CPU)) {
                float[][] last = network.logits(samples).get(TestSamples.STAGES - 1);

                assertThat(network.lastLogits(samples)).isDeepEqualTo(last);
            }
        }
    }

    private static Tensor pixel(int difficulty) {
        return new Tensor(DataType.UINT8, List.of(1, 1, 3), new byte[] {(byte) difficulty, 0, 0});
    }

    @Test
    void frames_stand_before_what_the_stage_before_handed_on() {
        Activation before = new HeapActivation(List.of(clip(1)));

        Activation input = new StageFrames(OVER_FRAMES.stages().get(2)).input(clip(2), before);

        assertThat(input).isInstanceOfSatisfying(WithPixels.class, composite -> assertThat(composite.before())
                .isSameAs(before));
        assertThat(input.tensors()).hasSize(2);
        assertThat(input.tensors().get(0).shape()).containsExactly(2, 1, 1, 3);
        assertThat(input.tensors().get(0).bytes()).containsExactly(2, 7, 0, 2, 2, 0);
    }

    @Test
    void stages_that_do_not_tell_frames_apart_take_what_there_is() {
        Tensor picture = new Tensor(DataType.UINT8, List.of(1, 1, 3), new byte[3]);
        Activation before = new HeapActivation(List.of(picture));

        assertThat(new StageFrames(TestSamples.stage(1)).first(picture).tensors())
                .containsExactly(picture);
        assertThat(new StageFrames(TestSamples.stage(2)).input(picture, before)).isSameAs(before);
    }

    private static Tensor clip(int difficulty) {
        byte[] pixels = new byte[3 * TestSamples.CLIP];
        for (int number = 0; number < TestSamples.CLIP; number++) {
            pixels[3 * number] = (byte) difficulty;
            pixels[3 * number + 1] = (byte) number;
        }
        return new Tensor(DataType.UINT8, List.of(TestSamples.CLIP, 1, 1, 3), pixels);
    }
}

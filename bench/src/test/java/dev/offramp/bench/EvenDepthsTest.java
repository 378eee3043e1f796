package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.publish.TestingPictures;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvenDepthsTest {

    @Test
    void after_every_cycle_all_batches_of_16_are_full_in_every_stage() {
        List<Picture> pictures = TestingPictures.of(500);
        List<Activation> pixels = new ArrayList<>();
        IdentityHashMap<Picture, Integer> depths = new IdentityHashMap<>();
        Random random = new Random(3);
        for (int n = 0; n < 500; n++) {
            byte[] bytes = new byte[12];
            random.nextBytes(bytes);
            pixels.add(new HeapActivation(List.of(new Tensor(DataType.UINT8, List.of(2, 2, 3), bytes))));
            depths.put(pictures.get(n), SleepingEngine.depthOf(pixels.get(n)));
        }
        EvenDepths even = EvenDepths.of(pictures, pixels);

        int[] reached = new int[5];
        for (int n = 0; n < 2 * EvenDepths.CYCLE; n++) {
            for (int stage = 1; stage <= depths.get(even.picture(n)); stage++) {
                reached[stage]++;
            }
        }

        assertThat(reached).containsExactly(0, 640, 256, 96, 32);
    }
}

package dev.offramp.stage.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches of the second stage, in libtorch, from what the first one left. */
class GatherTest {

    private static final StageDevice CPU = new StageDevice(StageDevice.Kind.CPU, 0);

    private StageEngine first;
    private StageEngine second;
    private List<Activation> pictures;

    @BeforeEach
    void open() throws Exception {
        Bundle bundle = Bundle.open(Path.of("../model-artifacts/bundles/fashion-mnist-branchy"));
        first = new DjlStageEngines(1).open(bundle.stages().get(0), CPU);
        second = new DjlStageEngines(1).open(bundle.stages().get(1), CPU);
        pictures = TestPictures.first(16);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void a_batch_that_was_gathered_with_others_runs_alone_afterwards_as_its_half_does_where_the_whole_failed()
            throws Exception {
        StageRows three = first.run(pictures.subList(0, 3));
        StageRows four = first.run(pictures.subList(3, 7));
        List<Activation> all = new ArrayList<>(three.activations());
        all.addAll(four.activations());

        float[][] together = second.run(all).logits();
        float[][] half = second.run(three.activations()).logits();

        assertThat(half).isDeepEqualTo(Arrays.copyOf(together, 3));
    }

    @Test
    void rows_out_of_order_and_from_the_same_batch_twice_in_a_row_come_in_the_order_they_were_given() throws Exception {
        StageRows one = first.run(pictures.subList(0, 8));
        StageRows other = first.run(pictures.subList(8, 16));
        List<Activation> mixed = List.of(
                one.activations().get(6),
                one.activations().get(1),
                other.activations().get(7),
                one.activations().get(3));

        float[][] gathered = second.run(mixed).logits();

        List<Activation> same =
                first.run(List.of(pictures.get(6), pictures.get(1), pictures.get(15), pictures.get(3))).activations();
        assertThat(gathered).isDeepEqualTo(second.run(same).logits());
    }
}

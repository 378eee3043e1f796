package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.DataType;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.WirePrecision;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A network of one stage with a tensor of a million bytes a sample. */
class BatchBytesTest {

    private static final TensorSpec PIXELS = new TensorSpec("pixels", DataType.UINT8, List.of(-1, 1, 1, 3));
    private static final TensorSpec LOGITS = new TensorSpec("logits", DataType.FLOAT32, List.of(-1, 2));

    @Test
    void a_batch_that_just_fits_a_buffer_is_no_problem() {
        assertThat(problems(2147, List.of(-1, 250_000))).isEmpty();
    }

    @Test
    void a_batch_beyond_a_buffer_is_refused_with_the_largest_that_fits() {
        assertThat(problems(2148, List.of(-1, 250_000)))
                .containsExactly(
                        "stage 1: a batch of 2148 is too large for features float32 [-1, 250000], 1000000 bytes "
                                + "a sample; a tensor may have 2147483647, so stage.batch.max-size may be at most 2147");
    }

    @Test
    void sizes_beyond_counting_are_refused_too() {
        assertThat(problems(1, List.of(-1, 2_000_000_000, 2_000_000_000, 2_000_000_000)))
                .hasSize(1);
    }

    private static List<String> problems(int batchSize, List<Integer> shape) {
        TensorSpec features = new TensorSpec("features", DataType.FLOAT32, shape);
        StageSpec stage = new StageSpec(1, "", "", List.of(PIXELS), List.of(features, LOGITS), 1, 1);
        Bundle bundle = new Bundle(
                new BundleId("wide", "1"),
                "testing",
                List.of("no", "yes"),
                1,
                1,
                List.of(stage),
                Policy.of(0, ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of()));
        StageSettings settings = new StageSettings(
                StageDevice.Kind.CPU, batchSize, Duration.ofMillis(5), -1, WirePrecision.EXACT, Duration.ZERO);
        return new BatchBytes(bundle, List.of(settings)).problems();
    }
}

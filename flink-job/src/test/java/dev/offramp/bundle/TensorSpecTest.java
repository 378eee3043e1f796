package dev.offramp.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorSpecTest {

    private static final TensorSpec FEATURES = new TensorSpec("features", DataType.FLOAT16, List.of(-1, 8, 2, 3));

    @Test
    void a_samples_share_has_every_dimension_but_the_batch() {
        assertThat(FEATURES.sampleShape()).containsExactly(8, 2, 3);
        assertThat(FEATURES.sampleBytes()).isEqualTo(2 * 8 * 2 * 3);
    }

    @Test
    void bytes_beyond_counting_are_the_most_there_can_be() {
        List<Integer> hostile = List.of(-1, 2_000_000_000, 2_000_000_000, 2_000_000_000, 3);

        assertThat(new TensorSpec("features", DataType.FLOAT32, hostile).sampleBytes())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void type_and_shape_decide_whether_tensors_fit_not_the_name() {
        assertThat(FEATURES.fits(new TensorSpec("other", DataType.FLOAT16, List.of(-1, 8, 2, 3))))
                .isTrue();
        assertThat(FEATURES.fits(new TensorSpec("features", DataType.FLOAT32, List.of(-1, 8, 2, 3))))
                .isFalse();
        assertThat(FEATURES.fits(new TensorSpec("features", DataType.FLOAT16, List.of(-1, 8, 3, 2))))
                .isFalse();
    }
}

package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {

    @Test
    void probabilities_are_proportional_to_the_exponentials_of_the_logits() {
        assertThat(Softmax.of(new float[] {0, 1}, 1))
                .containsExactly(new double[] {1 / (1 + Math.E), Math.E / (1 + Math.E)}, within(1e-15));
    }

    @Test
    void probabilities_sum_to_one_where_single_exponentials_would_overflow() {
        double[] probabilities = Softmax.of(new float[] {1e5f, 1e5f - 1, -1e5f}, 1);

        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
        assertThat(probabilities).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_logit_that_is_not_finite_makes_all_probabilities_nan(float bad) {
        assertThat(Softmax.of(new float[] {1, bad, 2}, 1)).containsOnly(Double.NaN);
    }

    @Test
    void the_logits_stay_as_they_are() {
        float[] logits = {1, 2, 3};

        Softmax.of(logits, 1);

        assertThat(logits).containsExactly(1, 2, 3);
    }
}

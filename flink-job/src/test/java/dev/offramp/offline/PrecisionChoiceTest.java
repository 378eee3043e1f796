package dev.offramp.offline;

import static dev.offramp.bundle.Precision.BFLOAT16;
import static dev.offramp.bundle.Precision.FLOAT16;
import static dev.offramp.bundle.Precision.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Precision;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrecisionChoiceTest {

    @Test
    void the_fastest_is_chosen() {
        assertThat(choose(Map.of(FLOAT32, 1.0, BFLOAT16, 0.6, FLOAT16, 0.7)).precision())
                .isEqualTo(BFLOAT16);
    }

    @Test
    void float32_stays_where_it_is_the_fastest() {
        assertThat(choose(Map.of(FLOAT32, 1.0, FLOAT16, 30.0)).precision()).isEqualTo(FLOAT32);
    }

    @Test
    void less_than_a_tenth_is_no_reason_to_leave_float32() {
        assertThat(choose(Map.of(FLOAT32, 1.0, BFLOAT16, 0.95)).precision()).isEqualTo(FLOAT32);
    }

    @Test
    void the_reason_gives_the_figures_and_the_batch() {
        assertThat(choose(Map.of(FLOAT32, 1.0, BFLOAT16, 0.6)).reason())
                .contains("in batches of 16: float32 1.000, bfloat16 0.600,");
    }

    private static PrecisionChoice choose(Map<Precision, Double> milliseconds) {
        return PrecisionChoice.fastest(new TreeMap<>(milliseconds), 16);
    }
}

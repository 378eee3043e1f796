package dev.offramp.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ThresholdsTest {

    @Test
    void exits_count_from_one() {
        Thresholds thresholds = Thresholds.of(0.9f, 0.5f);

        assertThat(thresholds.count()).isEqualTo(2);
        assertThat(thresholds.at(1)).isEqualTo(0.9f);
        assertThat(thresholds.at(2)).isEqualTo(0.5f);
    }

    @Test
    void nobody_is_confident_enough_for_a_closed_exit() {
        Thresholds closed = Thresholds.closed(3);

        assertThat(closed.count()).isEqualTo(3);
        assertThat(closed.at(3)).isGreaterThan(1);
        assertThat(closed).isEqualTo(Thresholds.of(Thresholds.CLOSED, Thresholds.CLOSED, Thresholds.CLOSED));
    }

    @Test
    void a_threshold_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> Thresholds.of(0.5f, Float.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    void nobody_can_change_thresholds_from_outside() {
        float[] values = {0.9f};
        Thresholds thresholds = Thresholds.of(values);

        values[0] = 0;
        thresholds.toArray()[0] = 0;

        assertThat(thresholds.at(1)).isEqualTo(0.9f);
    }

    @Test
    void thresholds_are_equal_by_value() {
        assertThat(Thresholds.of(0.9f, 0.5f))
                .isEqualTo(Thresholds.of(0.9f, 0.5f))
                .hasSameHashCodeAs(Thresholds.of(0.9f, 0.5f));
        assertThat(Thresholds.of(0.9f, 0.5f))
                .isNotEqualTo(Thresholds.of(0.5f, 0.9f))
                .hasToString("[0.9, 0.5]");
    }
}

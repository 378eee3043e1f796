package dev.offramp.it.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final double SHARE = .05;
    private static final double ABSOLUTE = 1;

    private final Random random = new Random(7);

    @Test
    void a_line_has_its_slope_and_grows() {
        Trend trend = trend(i -> 100 + 2 * i);

        assertThat(trend.slope()).isCloseTo(.2, within(1e-9)); // ten seconds from value to value
        assertThat(trend.growth()).isCloseTo(2 * 199, within(1e-6));
        assertThat(trend.isGrowth(SHARE, ABSOLUTE)).isTrue();
    }

    @Test
    void a_slow_leak_is_seen_through_noise() {
        assertThat(trend(i -> 1000 + .5 * i + 30 * random.nextGaussian()).isGrowth(SHARE, ABSOLUTE))
                .isTrue();
    }

    @Test
    void noise_alone_is_no_growth() {
        for (int i = 0; i < 100; i++) {
            assertThat(trend(n -> 1000 + 30 * random.nextGaussian()).isGrowth(SHARE, ABSOLUTE))
                    .isFalse();
        }
    }

    @Test
    void a_saw_that_comes_back_is_no_growth() {
        assertThat(trend(i -> 500 + 10 * (i % 20)).isGrowth(SHARE, ABSOLUTE)).isFalse();
    }

    @Test
    void one_step_at_the_end_does_not_hide_in_the_median_nor_make_a_slope() {
        Trend trend = trend(i -> i < 190 ? 100 : 1000);

        assertThat(trend.slope()).isZero();
    }

    @Test
    void what_is_clear_and_small_is_let_pass() {
        Trend trend = trend(i -> 1000 + .01 * i);

        assertThat(trend.z()).isGreaterThan(10);
        assertThat(trend.isGrowth(SHARE, ABSOLUTE)).isFalse();
    }

    private static Trend trend(IntToDoubleFunction value) {
        List<Double> seconds = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            seconds.add(10.0 * i);
            values.add(value.applyAsDouble(i));
        }
        return Trend.of(seconds, values);
    }
}

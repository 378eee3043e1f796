package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyPeriodTest {

    @Test
    void one_window_is_its_own_period() {
        assertThat(TallyPeriod.millis(List.of(Duration.ofSeconds(10)))).isEqualTo(10_000);
    }

    @Test
    void two_windows_have_the_longest_period_that_fits_both() {
        assertThat(TallyPeriod.millis(List.of(Duration.ofSeconds(10), Duration.ofSeconds(4))))
                .isEqualTo(2_000);
    }
}

package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTimesTest {

    private static final long SECOND = 1_000_000_000L;

    private final RecentTimes times = new RecentTimes();

    @Test
    void nothing_seen_is_no_time() {
        assertThat(times.high(0)).isZero();
    }

    @Test
    void the_99th_percentile_leaves_one_in_a_hundred_above() {
        for (int n = 1; n <= 500; n++) {
            times.add(n, n);
        }

        assertThat(times.high(500)).isEqualTo(495);
    }

    @Test
    void times_of_long_ago_give_way_to_newer_ones() {
        for (int n = 0; n < 512; n++) {
            times.add(10_000, n);
        }
        for (int n = 0; n < 512; n++) {
            times.add(10, n);
        }

        assertThat(times.high(0)).isEqualTo(10);
    }

    @Test
    void what_has_not_run_for_seconds_is_unknown_again() {
        times.add(1_000_000, 0);
        assertThat(times.high(SECOND)).isEqualTo(1_000_000);

        assertThat(times.high(6 * SECOND)).isZero();
        times.add(5, 6 * SECOND);
        assertThat(times.high(6 * SECOND)).isEqualTo(5);
    }
}

package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {

    private static final long STEP = 40_000;

    private final SteadyTime time = new SteadyTime(25);
    private long arrival;

    @Test
    void a_source_that_makes_sense_is_believed() {
        assertThat(times(1_000L, 41_000L, 81_000L, 10_081_000L)).containsExactly(1_000L, 41_000L, 81_000L, 10_081_000L);
    }

    @Test
    void missing_times_are_filled_in() {
        assertThat(times(null, null, 100_000L, null)).containsExactly(0L, STEP, 100_000L, 100_000L + STEP);
    }

    @Test
    void the_first_times_that_were_seen_over_rtsp_never_run_backwards() {
        assertThat(times(null, -957L, 2_046L, 5_049L, 45_049L)).isSorted().endsWith(5_049L, 45_049L);
    }

    @Test
    void a_stumble_holds_the_time_and_is_made_up_for() {
        assertThat(times(0L, 40_000L, 20_000L, 40_000L, 80_000L))
                .containsExactly(0L, 40_000L, 40_000L, 40_000L, 80_000L);
    }

    @Test
    void a_count_that_begins_anew_goes_on() {
        assertThat(times(9_000_000L, 9_040_000L, 0L, 40_000L, 80_000L))
                .containsExactly(9_000_000L, 9_040_000L, 9_080_000L, 9_120_000L, 9_160_000L);
    }

    @Test
    void a_jump_of_a_day_is_one_step() {
        assertThat(times(0L, 86_400_000_000L, 86_400_040_000L)).containsExactly(0L, STEP, 2 * STEP);
    }

    @Test
    void a_pause_that_passed_here_too_is_believed() {
        times(0L);
        arrival += 3_600_000_000L;

        assertThat(times(3_600_000_000L)).containsExactly(3_600_000_000L);
    }

    @Test
    void a_clock_that_stands_still_is_replaced() {
        Long[] stopped = new Long[100];
        Arrays.fill(stopped, 5L);

        assertThat(times(stopped)).isSorted().last().isEqualTo(5 + 89 * STEP);
    }

    private List<Long> times(@Nullable Long... said) {
        List<Long> times = new ArrayList<>();
        for (Long one : said) {
            arrival += 1_000;
            times.add(time.next(one == null ? OptionalLong.empty() : OptionalLong.of(one), arrival));
        }
        return times;
    }
}

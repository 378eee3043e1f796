package dev.offramp.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bench.profile.CpuClock.ThreadTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuClockTest {

    private static final ThreadTime OPERATOR = new ThreadTime("admit -> stage-1 (1/2)#0", 5_000);

    @Test
    void threads_of_one_kind_are_added_up_and_the_rest_of_the_process_is_the_machine() {
        CpuClock before = new CpuClock(100_000, Map.of(1L, OPERATOR, 2L, new ThreadTime("ended", 9_000)));
        CpuClock after = new CpuClock(
                150_000,
                Map.of(
                        1L, new ThreadTime(OPERATOR.name(), 25_000),
                        3L, new ThreadTime("admit -> stage-1 (2/2)#0", 4_000),
                        4L, new ThreadTime("main", 1_000)));

        CpuTime time = after.since(before);

        assertThat(time.microsOf(Work.STAGES, 2)).isEqualTo(12);
        assertThat(time.microsOf(Work.BENCH, 2)).isEqualTo(0.5);
        assertThat(time.microsOf(Work.MACHINE, 2)).isEqualTo(12.5);
        assertThat(time.microsOf(Work.BROKER, 2)).isZero();
    }

    @Test
    void a_process_clock_behind_those_of_its_threads_leaves_nothing_to_the_machine() {
        CpuTime time = new CpuClock(4_000, Map.of(1L, OPERATOR)).since(new CpuClock(0, Map.of()));

        assertThat(time.microsOf(Work.MACHINE, 1)).isZero();
    }

    @Test
    void the_clock_has_the_threads_of_this_process() {
        CpuClock now = CpuClock.now();

        assertThat(now.threads().get(Thread.currentThread().getId())).satisfies(own -> {
            assertThat(own.name()).isEqualTo(Thread.currentThread().getName());
            assertThat(own.nanos()).isPositive();
        });
        assertThat(now.processNanos()).isPositive();
    }
}

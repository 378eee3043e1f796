package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import org.junit.jupiter.api.Test;

class TimelinessTest {

    /** {@link TestSamples} creates its frames at 1,000 ms. */
    private static final long DUE = 1_000 + 100;

    private final Timeliness timeliness = new Timeliness();

    @Test
    void a_sample_waits_only_where_the_time_left_covers_wait_and_run() {
        timeliness.waitedAndRan(30_000, 0);
        timeliness.ran(10_000, 0);

        assertThat(timeliness.isTooLateToWait(behindOne(100), DUE - 31, 0)).isFalse();
        assertThat(timeliness.isTooLateToWait(behindOne(100), DUE - 30, 0)).isTrue();
        assertThat(timeliness.isTooLateToRun(behindOne(100), DUE - 11, 0)).isFalse();
        assertThat(timeliness.isTooLateToRun(behindOne(100), DUE - 10, 0)).isTrue();
    }

    @Test
    void without_a_deadline_there_is_always_time() {
        timeliness.waitedAndRan(Long.MAX_VALUE, 0);

        assertThat(timeliness.isTooLateToWait(behindOne(Limits.NONE), Long.MAX_VALUE, 0))
                .isFalse();
    }

    @Test
    void the_first_stage_takes_everybody() {
        InFlight admitted = TestSamples.inFlight("a", 0, 1, within(1));

        assertThat(timeliness.isTooLateToWait(admitted, Long.MAX_VALUE - 1, 0)).isFalse();
    }

    @Test
    void a_shadow_has_been_answered_and_has_time() {
        assertThat(timeliness.isTooLateToWait(behindOne(1), DUE, 0)).isTrue();
        assertThat(timeliness.isTooLateToWait(behindOne(1).shadowing(1), DUE, 0))
                .isFalse();
    }

    private static InFlight behindOne(long deadlineMillis) {
        return TestSamples.inFlight("a", 0, 1, within(deadlineMillis))
                .after(new Visit(1, 2, 3), 100, HeapActivation.NOTHING, new float[] {0, 1});
    }

    private static Policy within(long deadlineMillis) {
        return new Policy(1, TestSamples.POLICY.criterion(), new Limits(deadlineMillis, Limits.NONE), 0);
    }
}

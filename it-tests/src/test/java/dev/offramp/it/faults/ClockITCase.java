package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.load.OutsideCount;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Clocks of JobManagers and TaskManagers jump: {@code ./offramp test --faults}. Mostly answers go on meanwhile. But a producer of Kafka
 * that is about to repeat a request goes by the wall clock, and waits for as long as it is back: then the job waits with it.
 */
@EnabledIfSystemProperty(named = "faults", matches = "true")
class ClockITCase {

    private static final Duration JUMP = Duration.ofMinutes(10);
    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration LATEST = Duration.ofSeconds(60);

    @Test
    void each_frame_is_answered_once_though_the_clocks_jump_back_ten_minutes_and_forth_again() throws Exception {
        assertThat(OutsideCount.missing()).isEmpty();
        assertThat(JumpingClock.isPossible()).as("a C compiler (Debian: gcc)").isTrue();
        JumpingClock clock = JumpingClock.compiledIn(Path.of("target/faults-clock"));
        try (Trial trial = Trial.start(Path.of("target/faults-cluster"), clock.environment());
                FaultReport report = new FaultReport(Path.of("target/faults-clock.md"))) {
            Aftermath aftermath = trial.undergo(jumpOf(clock));
            report.add(aftermath);
            OutsideCount count = trial.finish();
            report.add(count);

            count.assertEachOnce();
            assertThat(aftermath.firstMillis()).isLessThan(BACK.plus(LATEST).toMillis());
        }
    }

    private static Fault jumpOf(JumpingClock clock) {
        return new Fault(
                "the clocks of all JobManagers and TaskManagers jump back ten minutes, and then forth",
                BACK,
                false,
                cluster -> {
                    clock.jumpTo(JUMP.negated());
                    return () -> clock.jumpTo(Duration.ZERO);
                },
                cluster -> cluster.clockMillis() < System.currentTimeMillis() - JUMP.toMillis() / 2);
    }
}

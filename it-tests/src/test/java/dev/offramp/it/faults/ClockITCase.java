package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.load.OutsideCount;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Clocks of JobManagers and TaskManagers jump: {@code ./offramp test --faults}. */
@EnabledIfSystemProperty(named = "faults", matches = "true")
class ClockITCase {

    private static final Duration JUMP = Duration.ofMinutes(10);

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
            assertThat(aftermath.firstMillis())
                    .isLessThan(aftermath.fault().lasting().toMillis());
        }
    }

    private static Fault jumpOf(JumpingClock clock) {
        return new Fault(
                "the clocks of all JobManagers and TaskManagers jump back ten minutes, and then forth",
                Duration.ofSeconds(60),
                false,
                cluster -> {
                    clock.jumpTo(JUMP.negated());
                    return () -> clock.jumpTo(Duration.ZERO);
                },
                cluster -> cluster.clockMillis() < System.currentTimeMillis() - JUMP.toMillis() / 2);
    }
}

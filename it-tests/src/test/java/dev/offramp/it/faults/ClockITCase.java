package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offramp.it.load.OutsideCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Clocks of JobManagers and TaskManagers that jump, as libfaketime (Debian: faketime) makes them: {@code ./offramp test --faults}. */
@EnabledIfSystemProperty(named = "faults", matches = "true")
class ClockITCase {

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final Path SHIFT = Path.of("target/faults-clock").toAbsolutePath();
    private static final Duration JUMP = Duration.ofMinutes(10);

    @Test
    void each_frame_is_answered_once_though_the_clocks_jump_back_ten_minutes_and_forth_again() throws Exception {
        assertThat(OutsideCount.missing()).isEmpty();
        Path library = library();
        shift(Duration.ZERO);
        try (Trial trial = Trial.start(Path.of("target/faults-cluster"), environment(library));
                FaultReport report = new FaultReport(Path.of("target/faults-clock.md"))) {
            Aftermath aftermath = trial.undergo(jump());
            report.add(aftermath);
            OutsideCount count = trial.finish();
            report.add(count);

            count.assertEachOnce();
            assertThat(aftermath.firstMillis()).isLessThan(jump().lasting().toMillis());
        }
    }

    private static Fault jump() {
        return new Fault(
                "the clocks of all JobManagers and TaskManagers jump back ten minutes, and then forth",
                Duration.ofSeconds(60),
                false,
                cluster -> {
                    shift(JUMP.negated());
                    return () -> shift(Duration.ZERO);
                },
                cluster -> cluster.clockMillis() < System.currentTimeMillis() - JUMP.toMillis() / 2);
    }

    private static void shift(Duration by) throws IOException {
        Files.writeString(SHIFT, (by.isNegative() ? "" : "+") + by.toSeconds());
    }

    /** Only what {@code System.currentTimeMillis} says; what Java waits by stays as it is, as where somebody sets a clock. */
    private static List<String> environment(Path library) {
        return List.of(
                "--env",
                "LD_PRELOAD=" + library,
                "--env",
                "FAKETIME_TIMESTAMP_FILE=" + SHIFT,
                "--env",
                "FAKETIME_CACHE_DURATION=1",
                "--env",
                "DONT_FAKE_MONOTONIC=1");
    }

    private static Path library() throws IOException {
        try (Stream<Path> files = Files.find(
                LIBRARIES, 4, (file, attributes) -> file.endsWith(Path.of("faketime", "libfaketimeMT.so.1")))) {
            Path found = files.findFirst().orElse(null);
            assumeTrue(found != null, "libfaketime is not there (Debian: faketime)");
            return found;
        }
    }
}

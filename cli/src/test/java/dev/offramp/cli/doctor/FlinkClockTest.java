package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Java's own HTTP server says the time as Flink's does. */
class FlinkClockTest {

    @AutoClose
    private final TestingFlink flink = new TestingFlink();

    @Test
    void a_clock_that_goes_as_ours_is_well() {
        assertThat(Found.by(new FlinkClock(InstantSource.system()), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("ok");
    }

    @Test
    void a_clock_that_is_minutes_off_is_wrong() {
        Instant early = Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS);

        assertThat(Found.by(new FlinkClock(InstantSource.fixed(early)), flink.asked()))
                .singleElement()
                .asString()
                .startsWith("wrong")
                .contains("ahead of this machine's");
    }
}

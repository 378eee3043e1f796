package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockSkewTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void a_clock_that_may_have_said_it_between_two_looks_is_right() {
        assertThat(skew(0, Duration.ZERO).atLeast()).isZero();
        assertThat(skew(200, Duration.ZERO).atLeast()).isZero();
    }

    @Test
    void whole_seconds_are_not_taken_for_a_skew() {
        assertThat(skew(-900, Duration.ofSeconds(1)).atLeast()).isZero();
        assertThat(skew(-3_000, Duration.ofSeconds(1)).atLeast()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void seconds_are_a_warning_and_minutes_are_wrong() {
        assertThat(told(5_250)).startsWith("warning ").contains("the clock is 5.0 s ahead of this machine's");
        assertThat(told(-90_000)).startsWith("wrong ").contains("the clock is 90.0 s behind this machine's", "chrony");
        assertThat(told(1_000)).startsWith("ok ");
    }

    private static String told(long millis) {
        Findings findings = new Findings("clock");
        skew(millis, Duration.ZERO).tell("the clock", findings);
        return findings.all().get(0).line();
    }

    /** Two looks at ours are a quarter of a second apart. */
    private static ClockSkew skew(long millis, Duration grain) {
        return new ClockSkew(NOW, NOW.plusMillis(millis), NOW.plusMillis(250), grain);
    }
}

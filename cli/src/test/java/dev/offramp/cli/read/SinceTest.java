package dev.offramp.cli.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SinceTest {

    private final Since since = new Since(Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void a_span_is_so_long_ago_and_a_time_is_itself() {
        assertThat(since.convert("5m")).isEqualTo("2026-01-31T11:55:00Z");
        assertThat(since.convert("2 h")).isEqualTo("2026-01-31T10:00:00Z");
        assertThat(since.convert("2026-01-30t00:00:00z")).isEqualTo("2026-01-30T00:00:00Z");
    }

    @Test
    void what_is_neither_is_refused_with_an_example() {
        for (String text : new String[] {"", "yesterday", "5 parsecs", "12:00", "999999999999999999d"}) {
            assertThatThrownBy(() -> since.convert(text)).hasMessageContaining("is no time, as 5m or 2h ago");
        }
    }
}

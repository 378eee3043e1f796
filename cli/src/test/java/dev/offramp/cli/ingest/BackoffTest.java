package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void each_wait_is_twice_the_last_up_to_half_a_minute() {
        var backoff = new Backoff(() -> 0);

        assertThat(IntStream.range(0, 20).mapToObj(i -> backoff.next()).map(Duration::toSeconds))
                .startsWith(1L, 2L, 4L, 8L, 16L, 30L, 30L)
                .endsWith(30L);
    }

    @Test
    void chance_takes_away_up_to_half() {
        assertThat(new Backoff(() -> 1).next()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void only_who_ran_for_a_while_begins_anew() {
        var backoff = new Backoff(() -> 0);
        backoff.next();
        backoff.ran(Duration.ofSeconds(29));
        assertThat(backoff.next()).hasSeconds(2);

        backoff.ran(Duration.ofSeconds(30));
        assertThat(backoff.next()).hasSeconds(1);
    }
}

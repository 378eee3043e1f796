package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final long SECOND = 1_000_000_000;

    private final Patience patience = new Patience(Duration.ofSeconds(10));

    @Test
    void whoever_gets_on_may_take_as_long_as_it_takes() {
        for (long step = 0; step < 100; step++) {
            assertThat(patience.isOver(step, step * (9 * SECOND))).isFalse();
        }
    }

    @Test
    void whoever_does_not_get_on_is_given_up() {
        assertThat(patience.isOver(7, 0)).isFalse();
        assertThat(patience.isOver(7, 10 * SECOND)).isFalse();
        assertThat(patience.isOver(7, 10 * SECOND + 1)).isTrue();
    }
}

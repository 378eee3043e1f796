package dev.offramp.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneScreenTest {

    @Test
    void a_board_is_ready_when_all_is_read_and_there_are_rates_and_at_last_in_any_case() {
        assertThat(isReadyAfter(0, true)).isFalse();
        assertThat(isReadyAfter(3000, true)).isTrue();
        assertThat(isReadyAfter(3000, false)).isFalse();
        assertThat(isReadyAfter(15_000, false)).isTrue();
    }

    @Test
    void a_board_is_of_use_when_anything_was_read() {
        assertThat(OneScreen.isOfUse(WatchedJob.working())).isTrue();
        assertThat(OneScreen.isOfUse(WatchedJob.unreadable())).isFalse();
        assertThat(OneScreen.isOfUse(WatchedJob.nothingYet())).isFalse();
    }

    private static boolean isReadyAfter(long millis, boolean read) {
        return OneScreen.isReady(read ? WatchedJob.working() : WatchedJob.nothingYet(), WatchedJob.NOW - millis);
    }
}

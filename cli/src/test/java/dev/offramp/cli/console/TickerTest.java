package dev.offramp.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.analysis.SomeWindows;
import dev.offramp.cli.watch.Event;
import dev.offramp.cli.watch.TestingBoard;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TickerTest {

    private static final int MANY = 5000;

    private final TestingBoard board = new TestingBoard(1_000_000_000);
    private final BoardJson json = new BoardJson(Optional.empty());

    @Test
    void a_page_that_missed_a_few_windows_gets_those_and_one_that_missed_many_none_but_the_history() {
        for (int i = 0; i < 10; i++) {
            board.window(SomeWindows.at(1000L * i, 1, 0));
        }
        var tick = new Ticker.Tick(1, 10, board.board().snapshot());

        assertThat(Ticker.since(tick, 7))
                .extracting(one -> one.window().startMillis())
                .containsExactly(7000L, 8000L, 9000L);
        var late = new Ticker.Tick(1, 10 + 1000, board.board().snapshot());
        assertThat(Ticker.since(late, 7)).isEmpty();
    }

    @Test
    void what_a_page_gets_is_bounded_however_long_the_job_runs_and_however_much_happens() {
        for (int i = 0; i < MANY; i++) {
            board.window(SomeWindows.at(10_000L * i, 900, 100));
            board.event(new Event(i, "policy", "x".repeat(10_000)));
        }

        assertThat(json.history(board.board().snapshot()).toString().length()).isLessThan(2_000_000);
        assertThat(json.now(board.board().snapshot()).toString().length()).isLessThan(150_000);
    }
}

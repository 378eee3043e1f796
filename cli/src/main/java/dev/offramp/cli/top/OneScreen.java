package dev.offramp.cli.top;

import dev.offramp.cli.watch.Board;
import dev.offramp.cli.watch.SourceState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits until there is something to show, and shows it once. */
record OneScreen(Board board, TopScreen screen) {

    /** A rate is a difference over some time. */
    static final Duration RATES = Duration.ofSeconds(3);

    /** Whoever has not answered by then is said to be read still. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long GLANCE_MILLIS = 100;

    /** The first screen on which every source has been read, or has failed. */
    Board.Snapshot await() throws InterruptedException {
        Board.Snapshot first = board.snapshot();
        Board.Snapshot now = first;
        while (!isReady(now, first.atMillis())) {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
            now = board.snapshot();
        }
        return now;
    }

    static boolean isReady(Board.Snapshot now, long sinceMillis) {
        long waited = now.atMillis() - sinceMillis;
        boolean allRead = now.sources().stream().noneMatch(SourceState::isUnread);
        return waited >= PATIENCE.toMillis() || (allRead && waited >= RATES.toMillis());
    }

    /** Whether anything of it was read at all. */
    static boolean isOfUse(Board.Snapshot board) {
        return board.sources().stream().anyMatch(SourceState::isWell);
    }

    List<String> lines(Board.Snapshot now, int columns) {
        return screen.lines(now, columns, Integer.MAX_VALUE);
    }
}

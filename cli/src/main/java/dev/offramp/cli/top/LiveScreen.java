package dev.offramp.cli.top;

import dev.offramp.cli.watch.Board;
import java.io.IOException;
import java.time.Duration;
import org.jline.terminal.Size;

/** Draws a board again and again, and does what the keys say, until that is to end. */
record LiveScreen(Board board, TopScreen screen, Duration every) {

    /** A key or another size is seen after so long at most. */
    private static final long GLANCE_MILLIS = 100;

    void run(LiveTerminal terminal) throws IOException {
        Keys keys = terminal.keys();
        View view = View.FIRST;
        Board.Snapshot shown = board.snapshot();
        terminal.hasChanged(); // it learns how large it is
        Extent extent = draw(shown, view, terminal);
        long next = System.nanoTime() + every.toNanos();
        Key key = Key.NONE;
        while (key != Key.QUIT) {
            key = keys.next(GLANCE_MILLIS);
            view = view.after(key, extent);
            boolean due = System.nanoTime() - next >= 0;
            if (due) {
                next = System.nanoTime() + every.toNanos();
                shown = view.paused() ? shown : board.snapshot();
            }
            boolean anew = terminal.hasChanged() || key == Key.REDRAW;
            if (anew) {
                terminal.forget();
            }
            if (anew || due || key != Key.NONE) {
                extent = draw(shown, view, terminal);
            }
        }
    }

    private Extent draw(Board.Snapshot shown, View view, LiveTerminal terminal) {
        Size size = terminal.size();
        TopScreen.Drawn drawn = screen.draw(shown, view, size.getColumns(), size.getRows());
        terminal.show(drawn.rows(), size);
        return drawn.extent();
    }
}

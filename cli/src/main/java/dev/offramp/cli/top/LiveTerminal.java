package dev.offramp.cli.top;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal in front of a person: its second screen, key by key, until it is closed; then it is as it was. One thread draws and
 * reads, any closes.
 */
final class LiveTerminal implements AutoCloseable {

    private static final Size UNKNOWN = new Size(80, 24);

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private boolean closed;

    private LiveTerminal(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
        this.display = new Display(terminal, true);
    }

    /** Takes the terminal over; fails with one line where there is none. */
    static LiveTerminal open() {
        try {
            var live = new LiveTerminal(TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .nativeSignals(true)
                    .build());
            live.begin();
            return live;
        } catch (IOException | IllegalStateException failure) {
            throw new CommandFailure(
                    "no terminal to draw on (" + failure.getMessage() + "); --once prints one screen and ends",
                    failure);
        }
    }

    private void begin() {
        terminal.handle(Signal.WINCH, signal -> changed.set(true));
        terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setControlChar(
                ControlChar.VSUSP, 0); // in the background nobody sees it, and it would leave the second screen behind
        terminal.setAttributes(raw);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    /** Whether it is of another size than when this was asked last. */
    boolean hasChanged() {
        return changed.getAndSet(false);
    }

    /** What is on it now says nothing; all is drawn, the next time. */
    synchronized void forget() {
        display.clear();
    }

    /** A size of its own, or the usual one where it does not know its. */
    Size size() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : UNKNOWN;
    }

    /** Shows as many rows as it is high; only what is different is sent. */
    synchronized void show(List<AttributedString> rows, Size size) {
        if (!closed) {
            display.resize(size.getRows(), size.getColumns());
            display.update(rows, 0);
        }
    }

    Keys keys() {
        return new Keys(withinMillis -> terminal.reader().read(withinMillis));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        terminal.puts(Capability.cursor_visible);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package dev.offramp.cli.top;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal in front of a person: its second screen, key by key, until it is closed; then it is as it was. One thread draws and
 * reads, any closes.
 */
final class LiveTerminal implements AutoCloseable {

    private final Terminal terminal;
    private final String lastWords;
    private final Display display;
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final AtomicBoolean ended = new AtomicBoolean();
    private Size size = usual();
    private boolean closed;

    private LiveTerminal(Terminal terminal) {
        this.terminal = terminal;
        this.lastWords = words(terminal, Capability.exit_ca_mode) + words(terminal, Capability.cursor_visible);
        this.display = new Display(terminal, true);
    }

    /** Takes the terminal over; fails with one line where there is none. */
    static LiveTerminal open() {
        try {
            var live = new LiveTerminal(TerminalBuilder.builder()
                    .system(true)
                    .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
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
        terminal.handle(Signal.INT, signal -> ended.set(true)); // else JLine has it end the process with no hook run
        terminal.handle(Signal.QUIT, signal -> ended.set(true));
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
        if (!changed.getAndSet(false)) {
            return false;
        }
        Size now = terminal.getSize(); // which asks another process
        size = now.getColumns() > 0 && now.getRows() > 0 ? now : usual();
        return true;
    }

    /** What is on it now says nothing; all is drawn, the next time. */
    synchronized void forget() {
        display.clear();
    }

    /** As it was when it changed last; the usual one where it does not know its own. */
    Size size() {
        return size;
    }

    /** Shows as many rows as it is high; only what is different is sent. */
    synchronized void show(List<AttributedString> rows, Size size) {
        if (!closed) {
            display.resize(size.getRows(), size.getColumns());
            display.update(rows, 0);
        }
    }

    /** What is typed; whoever interrupts it types no more. */
    Keys keys() {
        return new Keys(
                withinMillis -> ended.get() ? Keys.END : terminal.reader().read(withinMillis));
    }

    /** JLine closes its terminal too when the process ends, perhaps before this: so the last words go past it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        System.out.print(lastWords);
        System.out.flush();
        try {
            terminal.close(); // which gives it its modes back
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Size usual() {
        return new Size(80, 24);
    }

    private static String words(Terminal terminal, Capability capability) {
        return Optional.ofNullable(terminal.getStringCapability(capability))
                .map(Curses::tputs)
                .orElse("");
    }
}

package dev.offramp.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Where a command writes: lines that stay, and below them one block that is drawn anew in place.
 *
 * <p>Where the output is no terminal, a block becomes one plain line every few seconds. Not thread-safe.
 */
public final class Screen {

    static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean live;
    private final int columns;
    private final LongSupplier nanoTime;
    private List<String> block = List.of();
    private long nextPlainLine;

    Screen(PrintWriter out, boolean live, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.live = live;
        this.columns = columns;
        this.nanoTime = nanoTime;
        this.nextPlainLine = nanoTime.getAsLong();
    }

    /** A screen on this output, as wide and as lively as the launcher found it to be. */
    public static Screen on(PrintWriter out) {
        return new Screen(
                out,
                Boolean.getBoolean("offramp.terminal"),
                Integer.getInteger("offramp.columns", 100),
                System::nanoTime);
    }

    /** Whether a block is drawn anew in place. */
    public boolean isLive() {
        return live;
    }

    /** Writes a line that stays, above the block. */
    public void line(String format, Object... arguments) {
        erase();
        out.println(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
        draw();
    }

    /** Shows these lines in place of the block before. */
    public void show(List<String> lines) {
        if (live) {
            erase();
            block = List.copyOf(lines);
            draw();
        } else if (nanoTime.getAsLong() - nextPlainLine >= 0) {
            out.println(String.join("  ", lines));
            out.flush();
            nextPlainLine = nanoTime.getAsLong() + PLAIN_INTERVAL.toNanos();
        }
    }

    /** Shows these lines a last time; they stay. */
    public void settle(List<String> lines) {
        nextPlainLine = nanoTime.getAsLong();
        show(lines);
        nextPlainLine = nanoTime.getAsLong();
        block = List.of();
    }

    private void erase() {
        if (!block.isEmpty()) {
            out.print("\033[" + block.size() + "A\033[J"); // up to where the block begins, and clear from there on
        }
    }

    private void draw() {
        for (String line : block) {
            out.println(line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1)));
        }
        out.flush();
    }
}

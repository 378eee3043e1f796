package dev.offramp.cli.labelled;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.time.Duration;
import java.util.List;

/** How far a run is, and how long it still takes. */
final class Progress {

    private final int total;
    private final String unit;
    private final Screen screen;
    private final long startNanos = System.nanoTime();

    /** @param unit what is counted, in one word */
    Progress(int total, String unit, Screen screen) {
        this.total = total;
        this.unit = unit;
        this.screen = screen;
    }

    void reached(int done) {
        screen.show(List.of(line(done, seconds())));
    }

    void finished() {
        screen.settle(List.of(line(total, seconds())));
    }

    String line(int done, double seconds) {
        double share = (double) done / total;
        String left = done == total || done == 0
                ? " in " + Figures.span(span(seconds))
                : "  " + Figures.span(span(seconds * (1 - share) / share)) + " left";
        return Figures.bar(share) + "  " + Figures.count(done) + " of " + Figures.count(total) + " " + unit + "  "
                + Figures.count(done / seconds) + "/s" + left;
    }

    private double seconds() {
        return Math.max(1e-3, (System.nanoTime() - startNanos) / 1e9);
    }

    private static Duration span(double seconds) {
        return Duration.ofMillis((long) (1e3 * seconds));
    }
}

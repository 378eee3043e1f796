package dev.offramp.cli.demo;

import dev.offramp.budget.Interval;
import dev.offramp.cli.terminal.Figures;
import java.util.Locale;

/**
 * Says how many answers were right, and how accurate that makes the network: with a 95 % interval (Wilson score), and only where there are
 * enough to say more than nothing.
 */
record AccuracyLine(long correct, long labelled) {

    /** With fewer, the interval is wider than forty points at worst. */
    static final int FEWEST = 20;

    @Override
    public String toString() {
        String counted =
                String.format(Locale.ROOT, "Right, where the folder names the class: %,d of %,d", correct, labelled);
        if (labelled < FEWEST) {
            return counted + "; too few for an accuracy.";
        }
        Interval share = Interval.ofShare(correct, labelled);
        return counted + ", " + Figures.percent(share.value()) + " (95 % interval " + Figures.percent(share.low())
                + " to " + Figures.percent(share.high()) + ").";
    }
}

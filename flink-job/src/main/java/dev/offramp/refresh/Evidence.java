package dev.offramp.refresh;

import java.util.List;

/**
 * What was seen in a rule's time, and in how much of it.
 *
 * @param windows    that lie within that time, by their beginnings
 * @param fromMillis where that time begins, since the Unix epoch
 * @param toMillis   where it ends
 */
record Evidence(List<ComparedWindow> windows, long fromMillis, long toMillis) {

    Comparison total(Design design) {
        ComparisonTally tally = new ComparisonTally(design);
        windows.forEach(window -> tally.add(window.seen()));
        return tally.total();
    }

    /** Time of windows that have samples of a quantity. */
    long coveredMillis(Quantity quantity) {
        long covered = 0;
        long reached = fromMillis;
        for (ComparedWindow window : windows) {
            if (quantity.isIn(window.seen())) {
                covered += Math.max(0, window.endMillis() - Math.max(reached, window.startMillis()));
                reached = Math.max(reached, window.endMillis());
            }
        }
        return covered;
    }

    /** The longest time between windows that have samples of a quantity, or before the first or behind the last of them. */
    long longestGapMillis(Quantity quantity) {
        long longest = 0;
        long reached = fromMillis;
        for (ComparedWindow window : windows) {
            if (quantity.isIn(window.seen())) {
                longest = Math.max(longest, window.startMillis() - reached);
                reached = Math.max(reached, window.endMillis());
            }
        }
        return Math.max(longest, toMillis - reached);
    }
}

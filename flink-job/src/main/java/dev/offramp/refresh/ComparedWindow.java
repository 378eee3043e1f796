package dev.offramp.refresh;

/**
 * What was seen of a candidate and of what serves in some event time, or a part of it: what several tasks saw adds up.
 *
 * @param startMillis since the Unix epoch, included
 * @param endMillis   excluded, later than the start
 */
public record ComparedWindow(long startMillis, long endMillis, Comparison seen) {

    /** @throws IllegalArgumentException where it ends before it begins */
    public ComparedWindow {
        if (startMillis >= endMillis) {
            throw new IllegalArgumentException("a window from " + startMillis + " ms to " + endMillis + " ms");
        }
    }

    /** From the beginning of the first to the end of the last, with what was seen in both. */
    ComparedWindow and(ComparedWindow other) {
        ComparisonTally tally = new ComparisonTally(seen.design());
        tally.add(seen);
        tally.add(other.seen);
        return new ComparedWindow(
                Math.min(startMillis, other.startMillis), Math.max(endMillis, other.endMillis), tally.total());
    }
}

package dev.offramp.refresh;

/**
 * What one of the two did for some samples: sums, which add up.
 *
 * @param answered      samples
 * @param labelled      of these, those of which the true class is known
 * @param correct       of these, those that were right
 * @param multiplyAdds  of all
 * @param latencyMillis of all, from a frame's timestamp to the decision
 */
public record SideTotals(long answered, long labelled, long correct, double multiplyAdds, double latencyMillis) {

    public static final SideTotals NOTHING = new SideTotals(0, 0, 0, 0, 0);

    /** Of one sample whose true class is not known. */
    public static SideTotals unlabelled(double multiplyAdds, double latencyMillis) {
        return new SideTotals(1, 0, 0, multiplyAdds, latencyMillis);
    }

    /** Of one sample whose true class is known. */
    public static SideTotals labelled(boolean correct, double multiplyAdds, double latencyMillis) {
        return new SideTotals(1, 1, correct ? 1 : 0, multiplyAdds, latencyMillis);
    }

    /** Of the samples of both. */
    SideTotals and(SideTotals other) {
        return new SideTotals(
                answered + other.answered,
                labelled + other.labelled,
                correct + other.correct,
                multiplyAdds + other.multiplyAdds,
                latencyMillis + other.latencyMillis);
    }
}

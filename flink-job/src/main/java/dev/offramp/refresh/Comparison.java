package dev.offramp.refresh;

/**
 * A candidate beside what serves, over some time. A shadow is compared on the same samples, a canary on those of other streams, where
 * nothing can be said of agreement.
 *
 * @param compared  samples that both answered
 * @param agreed    of these, those to which they gave the same class
 * @param candidate what answered in its place, or beside it
 * @param serving   what serves
 */
public record Comparison(long compared, long agreed, Side candidate, Side serving) {

    public static final Comparison NOTHING = new Comparison(0, 0, Side.NOTHING, Side.NOTHING);

    /**
     * One of the two.
     *
     * @param labelled     samples of which the true class is known
     * @param correct      of these, those that were right
     * @param multiplyAdds a sample
     * @param latency      from the frame's timestamp to the decision, milliseconds
     */
    public record Side(long labelled, long correct, Moments multiplyAdds, Moments latency) {

        public static final Side NOTHING = new Side(0, 0, Moments.NONE, Moments.NONE);

        /** Of the samples of both. */
        Side and(Side other) {
            return new Side(
                    labelled + other.labelled,
                    correct + other.correct,
                    multiplyAdds.and(other.multiplyAdds),
                    latency.and(other.latency));
        }
    }

    /** Of the samples of both. */
    public Comparison and(Comparison other) {
        return new Comparison(
                compared + other.compared,
                agreed + other.agreed,
                candidate.and(other.candidate),
                serving.and(other.serving));
    }
}

package dev.offramp.sample;

/** What an exit's logits say. */
public final class Scores {

    private Scores() {}

    /**
     * The index of the most probable class; the lower one wins a tie.
     *
     * @param logits at least one
     */
    public static int mostProbable(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}

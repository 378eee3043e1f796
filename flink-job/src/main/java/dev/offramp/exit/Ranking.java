package dev.offramp.exit;

import dev.offramp.policy.ClassProbabilities;
import java.util.ArrayList;
import java.util.List;

/** The most probable classes of one sample, most probable first; the lower index wins a tie. */
public final class Ranking {

    private Ranking() {}

    /**
     * Ranks the classes of one sample.
     *
     * @param k how many classes at most
     */
    public static List<ClassProbability> top(float[] logits, int k) {
        return top(new ClassProbabilities(logits), k);
    }

    /** The same, of probabilities that the decision wanted as well. */
    static List<ClassProbability> top(ClassProbabilities classes, int k) {
        float[] logits = classes.logits();
        double[] probabilities = classes.at(1);
        int size = Math.min(k, logits.length);
        List<ClassProbability> top = new ArrayList<>(size);
        boolean[] taken = new boolean[logits.length];
        for (int rank = 0; rank < size; rank++) {
            int best = best(logits, taken);
            taken[best] = true;
            top.add(new ClassProbability(best, (float) probabilities[best]));
        }
        return top;
    }

    private static int best(float[] logits, boolean[] taken) {
        int best = -1;
        for (int i = 0; i < logits.length; i++) {
            if (!taken[i] && (best < 0 || logits[i] > logits[best])) {
                best = i;
            }
        }
        return best;
    }
}

package dev.offramp.exit;

import dev.offramp.policy.ClassProbabilities;
import dev.offramp.sample.Task;
import java.util.ArrayList;
import java.util.List;

/** The most probable classes, or labels, of one sample, most probable first; the lower index wins a tie. A number is none. */
public final class Ranking {

    private Ranking() {}

    /**
     * Ranks the classes of one sample.
     *
     * @param k how many classes at most
     */
    public static List<ClassProbability> top(float[] logits, int k) {
        return top(new ClassProbabilities(logits, Task.CLASSIFICATION), k);
    }

    /** The same, of probabilities that the decision wanted as well; of labels as many as are named, where those are more. */
    static List<ClassProbability> top(ClassProbabilities classes, int k) {
        if (classes.task() == Task.REGRESSION) {
            return List.of();
        }
        float[] logits = classes.logits();
        double[] probabilities = classes.at(1);
        int named = classes.task() == Task.MULTI_LABEL
                ? Integer.bitCount(classes.task().answer(logits))
                : 0;
        int size = Math.min(Math.max(k, named), logits.length);
        List<ClassProbability> top = new ArrayList<>(size);
        boolean[] taken = new boolean[logits.length];
        for (int rank = 0; rank < size; rank++) {
            int best = best(logits, taken);
            taken[best] = true;
            top.add(
                    classes.task() == Task.MULTI_LABEL
                            ? ClassProbability.ofLabel(best, logits[best], probabilities[best])
                            : new ClassProbability(best, (float) probabilities[best]));
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

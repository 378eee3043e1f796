package dev.offramp.sample;

import java.util.List;
import java.util.stream.IntStream;

/** Some labels of a list as one number, never negative: bit i is set where label i is among them. */
public final class LabelSet {

    /** Labels that a list can have. */
    public static final int MOST_LABELS = Integer.SIZE - 1;

    private LabelSet() {}

    /** Those whose probability is at least a half: the scores that are not negative. */
    static int named(float[] logits) {
        int set = 0;
        for (int label = 0; label < logits.length; label++) {
            set |= isNamed(logits[label]) ? 1 << label : 0;
        }
        return set;
    }

    /** Whether a label of this score is named. */
    public static boolean isNamed(float logit) {
        return logit >= 0;
    }

    /** Those at these indices, each 0 to {@link #MOST_LABELS} - 1. */
    public static int of(List<Integer> indices) {
        int set = 0;
        for (int index : indices) {
            set |= 1 << index;
        }
        return set;
    }

    /** Their indices, rising. */
    public static List<Integer> indices(int set) {
        return IntStream.range(0, MOST_LABELS)
                .filter(label -> (set & 1 << label) != 0)
                .boxed()
                .toList();
    }
}

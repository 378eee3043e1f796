package dev.offramp.exit;

import dev.offramp.sample.LabelSet;

/**
 * One class, or label, of an answer.
 *
 * @param index       in the bundle's class list
 * @param probability 0 to 1
 */
public record ClassProbability(int index, float probability) {

    private static final float HALF = 0.5f;

    /** A label by itself: what is close below a half is not rounded up to it, so that the probability tells whether it is named. */
    static ClassProbability ofLabel(int index, float logit, double probability) {
        float rounded = (float) probability;
        return new ClassProbability(index, LabelSet.isNamed(logit) ? rounded : Math.min(rounded, Math.nextDown(HALF)));
    }

    /** Whether it is named, as a label that may stand beside others: its probability is at least a half. */
    boolean isNamed() {
        return probability >= HALF;
    }
}

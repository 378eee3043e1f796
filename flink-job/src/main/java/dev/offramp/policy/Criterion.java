package dev.offramp.policy;

import java.io.Serializable;

/** When an exit's answer is good enough: how confidence is read from its logits, and from which on a sample leaves. */
public record Criterion(ConfidenceMeasure measure, Temperatures temperatures, Thresholds thresholds)
        implements Serializable {

    /** A criterion on logits as they are. */
    public static Criterion of(ConfidenceMeasure measure, Thresholds thresholds) {
        return new Criterion(measure, Temperatures.NONE, thresholds);
    }

    /**
     * The confidence of one sample.
     *
     * @param exit   1-based
     * @param logits of that exit, one score a class, or a label
     * @param before how its answer compares with those of the exits before
     * @return NaN where a logit is not finite
     */
    public float confidence(int exit, float[] logits, Consistency before) {
        return confidence(exit, new ClassProbabilities(logits, measure.task()), before);
    }

    /** The same, of probabilities that others want as well. */
    public float confidence(int exit, ClassProbabilities probabilities, Consistency before) {
        return measure.confidence(probabilities.at(temperatures.at(exit)), before);
    }

    /**
     * Whether what an early exit (1-based) says decides nothing: nobody leaves there, and nobody asks later with which exits an answer
     * agrees.
     */
    public boolean isIndifferentTo(int exit) {
        return !measure.isOfManyExits() && thresholds.at(exit) == Thresholds.CLOSED;
    }

    /** Whether a sample of this confidence may leave by an early exit (1-based); inclusive, and NaN never may. */
    public boolean accepts(int exit, float confidence) {
        return confidence >= thresholds.at(exit);
    }
}

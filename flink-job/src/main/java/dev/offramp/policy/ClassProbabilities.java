package dev.offramp.policy;

import dev.offramp.sample.Task;

/**
 * The probabilities of one exit's classes or labels, computed once for its decision and its answer, unless the criterion wants them at
 * another temperature: the softmax of its logits, or the sigmoid of each where labels may stand beside each other. Of a number, itself. Not
 * thread-safe.
 */
public final class ClassProbabilities {

    private final float[] logits;
    private final Task task;
    private double[] probabilities = {};
    private float temperature;

    /** @param logits one score a class, or a label, at least one */
    public ClassProbabilities(float[] logits, Task task) {
        this.logits = logits;
        this.task = task;
    }

    /** How the scores are read. */
    public Task task() {
        return task;
    }

    /** The scores that they are of. */
    public float[] logits() {
        return logits;
    }

    /**
     * All NaN where a logit is not finite.
     *
     * @param wanted temperature by which the logits are divided, above 0; numbers are not
     */
    public double[] at(float wanted) {
        if (probabilities.length == 0 || temperature != wanted) {
            probabilities = of(wanted);
            temperature = wanted;
        }
        return probabilities;
    }

    private double[] of(float wanted) {
        return switch (task) {
            case CLASSIFICATION -> Softmax.of(logits, wanted);
            case MULTI_LABEL -> Sigmoid.of(logits, wanted);
            case REGRESSION -> new double[] {Float.isFinite(logits[0]) ? logits[0] : Double.NaN};
        };
    }
}

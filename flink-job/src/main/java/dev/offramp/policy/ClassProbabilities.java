package dev.offramp.policy;

/**
 * The softmax of one exit's logits, taken once for its decision and its answer, unless the criterion wants it at another temperature. Not
 * thread-safe.
 */
public final class ClassProbabilities {

    private final float[] logits;
    private double[] probabilities = {};
    private float temperature;

    /** @param logits one score a class, at least one */
    public ClassProbabilities(float[] logits) {
        this.logits = logits;
    }

    /** The scores that they are of. */
    public float[] logits() {
        return logits;
    }

    /**
     * As {@link Softmax#of}.
     *
     * @param wanted temperature by which the logits are divided, above 0
     */
    public double[] at(float wanted) {
        if (probabilities.length == 0 || temperature != wanted) {
            probabilities = Softmax.of(logits, wanted);
            temperature = wanted;
        }
        return probabilities;
    }
}

package dev.offramp.policy;

/** From logits to probabilities, in double precision and safe against overflow. */
public final class Softmax {

    private Softmax() {}

    /**
     * The softmax of one sample's logits.
     *
     * @param logits      one score a class, at least one
     * @param temperature by which the logits are divided, above 0
     * @return probabilities that sum to 1; all NaN where a logit is not finite
     */
    public static double[] of(float[] logits, float temperature) {
        double largest = logits[0];
        boolean finite = true;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
            finite &= Float.isFinite(logit);
        }
        double[] probabilities = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = finite ? Math.exp((logits[i] - largest) / temperature) : Double.NaN;
            sum += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }
}

package dev.offramp.policy;

/** From logits to probabilities that know nothing of each other, in double precision. */
final class Sigmoid {

    private Sigmoid() {}

    /**
     * The sigmoid of each of one sample's logits.
     *
     * @param logits      one score a label, at least one
     * @param temperature by which the logits are divided, above 0
     * @return probabilities; all NaN where a logit is not finite
     */
    static double[] of(float[] logits, float temperature) {
        boolean finite = true;
        for (float logit : logits) {
            finite &= Float.isFinite(logit);
        }
        double[] probabilities = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = finite ? 1 / (1 + Math.exp(-(double) logits[i] / temperature)) : Double.NaN;
        }
        return probabilities;
    }
}

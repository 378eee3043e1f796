package dev.offramp.budget;

import dev.offramp.policy.Softmax;

/**
 * The temperature of an exit at which held-out labels are most likely (Guo et al., ICML 2017): answers keep their order,
 * and confidence comes to mean how often they are right.
 */
public final class TemperatureFit {

    private static final double LOWEST_LOGARITHM = Math.log(0.05);
    private static final double HIGHEST_LOGARITHM = Math.log(20);
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double PRECISION = 1e-4;

    private TemperatureFit() {}

    /**
     * Between 0.05 and 20.
     *
     * @param logits of one exit, one array a sample
     * @param labels true classes
     */
    public static float of(float[][] logits, int[] labels) {
        double low = LOWEST_LOGARITHM;
        double high = HIGHEST_LOGARITHM;
        while (high - low > PRECISION) { // the likelihood has one peak
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            boolean leftIsBetter = surprise(logits, labels, left) < surprise(logits, labels, right);
            low = leftIsBetter ? low : left;
            high = leftIsBetter ? right : high;
        }
        return (float) Math.exp((low + high) / 2);
    }

    private static double surprise(float[][] logits, int[] labels, double logarithm) {
        float temperature = (float) Math.exp(logarithm);
        double sum = 0;
        for (int sample = 0; sample < labels.length; sample++) {
            double likelihood = Softmax.of(logits[sample], temperature)[labels[sample]];
            sum -= Math.log(Math.max(likelihood, Double.MIN_NORMAL));
        }
        return sum;
    }
}

package dev.offramp.policy;

/**
 * How confident an exit is, read from its logits: 0 to 1, higher is more confident. The softmax is taken in double
 * precision and the result rounded to float32, so that thresholds compare alike wherever they were computed.
 */
public enum Measure {
    /** The largest softmax probability (MSDNet, Huang et al., ICLR 2018). */
    MAX_SOFTMAX {
        @Override
        double of(double[] probabilities) {
            return largest(probabilities);
        }
    },

    /** One minus the entropy of the softmax divided by ln(classes) (BranchyNet, Teerapittayanon et al., ICPR 2016). */
    ENTROPY {
        @Override
        double of(double[] probabilities) {
            double entropy = 0;
            for (double p : probabilities) {
                entropy -= p == 0 ? 0 : p * Math.log(p);
            }
            double confidence = 1 - entropy / Math.log(Math.max(2, probabilities.length));
            return Math.max(0, Math.min(1, confidence)); // rounding may leave the range; NaN stays NaN
        }
    },

    /** The gap between the two largest softmax probabilities. */
    MARGIN {
        @Override
        double of(double[] probabilities) {
            double first = 0;
            double second = 0;
            for (double p : probabilities) {
                second = Math.max(second, Math.min(first, p));
                first = Math.max(first, p);
            }
            return first - second;
        }
    };

    abstract double of(double[] probabilities);

    /**
     * The confidence of one sample.
     *
     * @param logits one score a class, unnormalised, at least one
     * @return 0 to 1; NaN where a logit is not finite
     */
    public float confidence(float[] logits) {
        return (float) of(Softmax.of(logits));
    }

    private static double largest(double[] values) {
        double largest = values[0];
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}

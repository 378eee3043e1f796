package dev.offramp.policy;

import dev.offramp.sample.Task;

/**
 * How confident an exit is: higher is more confident, 0 to 1 but for {@link #PATIENCE}. Probabilities are taken in double
 * precision and the result rounded to float32, so that thresholds compare alike wherever they were computed. Each measure is for one
 * task, and so says how an exit's logits are read.
 */
public enum ConfidenceMeasure {
    /** The largest softmax probability (MSDNet, Huang et al., ICLR 2018). */
    MAX_SOFTMAX {
        @Override
        double of(double[] probabilities, Consistency before) {
            return largest(probabilities);
        }
    },

    /** One minus the entropy of the softmax divided by ln(classes) (BranchyNet, Teerapittayanon et al., ICPR 2016). */
    ENTROPY {
        @Override
        double of(double[] probabilities, Consistency before) {
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
        double of(double[] probabilities, Consistency before) {
            double first = 0;
            double second = 0;
            for (double p : probabilities) {
                second = Math.max(second, Math.min(first, p));
                first = Math.max(first, p);
            }
            return first - second;
        }
    },

    /** At how many exits in a row, this one last, the answer was the same (PABEE, Zhou et al., NeurIPS 2020): 1, 2, … */
    PATIENCE {
        @Override
        double of(double[] probabilities, Consistency before) {
            return Double.isNaN(probabilities[0]) ? Double.NaN : before.agreeing();
        }
    },

    /** How far from a half the probability of the least certain label is: 1 where all are certain. */
    LEAST_CERTAIN(Task.MULTI_LABEL) {
        @Override
        double of(double[] probabilities, Consistency before) {
            double least = 1;
            for (double p : probabilities) {
                least = Math.min(least, Math.abs(2 * p - 1));
            }
            return least;
        }
    },

    /**
     * How close a number is to that of the exit before, whether that is closed or not: 1 / (1 + |Δ|), so that two exits agree within ε where
     * it is at least 1 / (1 + ε). 0 at the first exit, which has none to agree with.
     */
    AGREEMENT(Task.REGRESSION) {
        @Override
        double of(double[] values, Consistency before) {
            double close = Double.isNaN(before.change()) ? 0 : 1 / (1 + before.change());
            return Double.isNaN(values[0]) ? Double.NaN : close;
        }
    };

    private final Task task;

    ConfidenceMeasure() {
        this(Task.CLASSIFICATION);
    }

    ConfidenceMeasure(Task task) {
        this.task = task;
    }

    /** What it is a measure for. */
    public Task task() {
        return task;
    }

    abstract double of(double[] probabilities, Consistency before);

    /** Whether it compares an exit with those before it, which have to be asked then, even where nobody leaves by them. */
    boolean isOfManyExits() {
        return this == PATIENCE || this == AGREEMENT;
    }

    /**
     * The confidence of one sample.
     *
     * @param logits      one score a class, or a label, unnormalised, at least one
     * @param temperature by which the logits are divided, above 0; numbers are not
     * @param before      what it comes to beside the exits before
     * @return NaN where a logit is not finite
     */
    public float confidence(float[] logits, float temperature, Consistency before) {
        return confidence(new ClassProbabilities(logits, task).at(temperature), before);
    }

    /** The same, of probabilities that are all NaN where a logit is not finite. */
    float confidence(double[] probabilities, Consistency before) {
        return (float) of(probabilities, before);
    }

    private static double largest(double[] values) {
        double largest = values[0];
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}

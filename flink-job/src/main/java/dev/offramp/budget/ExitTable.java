package dev.offramp.budget;

import java.util.Arrays;

/**
 * What every exit of a network said of a set of labelled samples: the material that thresholds are found on and tried on.
 * Immutable as long as its arrays are left alone; it does not copy them.
 */
public final class ExitTable {

    private final int[] labels;
    private final float[][] confidence;
    private final int[][] predicted;

    /**
     * A table of N samples at K exits.
     *
     * @param labels     N true classes
     * @param confidence K rows of N confidences, float32, higher is more confident
     * @param predicted  K rows of N predicted classes
     */
    public ExitTable(int[] labels, float[][] confidence, int[][] predicted) {
        if (confidence.length == 0 || confidence.length != predicted.length) {
            throw new IllegalArgumentException("confidence has " + confidence.length + " exits, predicted has "
                    + predicted.length + "; both need one row an exit");
        }
        for (int k = 0; k < confidence.length; k++) {
            if (confidence[k].length != labels.length || predicted[k].length != labels.length) {
                throw new IllegalArgumentException("exit " + (k + 1) + " has " + confidence[k].length
                        + " confidences and " + predicted[k].length + " predictions for " + labels.length + " labels");
            }
        }
        this.labels = labels;
        this.confidence = confidence;
        this.predicted = predicted;
    }

    public int exits() {
        return confidence.length;
    }

    public int samples() {
        return labels.length;
    }

    /** Confidence of a sample (0-based) at an exit (1-based). */
    float confidence(int exit, int sample) {
        return confidence[exit - 1][sample];
    }

    /** A copy of all confidences at an exit (1-based). */
    float[] confidences(int exit) {
        return Arrays.copyOf(confidence[exit - 1], samples());
    }

    /** Whether an exit (1-based) is right about a sample (0-based). */
    boolean isCorrect(int exit, int sample) {
        return predicted[exit - 1][sample] == labels[sample];
    }

    /** How many samples an exit (1-based) is right about. */
    int correct(int exit) {
        int correct = 0;
        for (int sample = 0; sample < labels.length; sample++) {
            correct += isCorrect(exit, sample) ? 1 : 0;
        }
        return correct;
    }

    /** The share of the samples that an exit (1-based) is right about. */
    public double accuracy(int exit) {
        return correct(exit) / (double) samples();
    }

    /** The same samples at some of the exits, 1-based. */
    ExitTable only(int[] exits) {
        float[][] confidences = new float[exits.length][];
        int[][] predictions = new int[exits.length][];
        for (int k = 0; k < exits.length; k++) {
            confidences[k] = confidence[exits[k] - 1];
            predictions[k] = predicted[exits[k] - 1];
        }
        return new ExitTable(labels, confidences, predictions);
    }

    /** Some of the samples, 0-based. */
    ExitTable select(int[] samples) {
        int[] someLabels = new int[samples.length];
        float[][] confidences = new float[exits()][samples.length];
        int[][] predictions = new int[exits()][samples.length];
        for (int i = 0; i < samples.length; i++) {
            someLabels[i] = labels[samples[i]];
            for (int k = 0; k < exits(); k++) {
                confidences[k][i] = confidence[k][samples[i]];
                predictions[k][i] = predicted[k][samples[i]];
            }
        }
        return new ExitTable(someLabels, confidences, predictions);
    }
}

package dev.offramp.budget;

import java.util.Arrays;

/**
 * What every exit of a network said of a set of labelled samples: the material that thresholds are found on and tried on.
 * Immutable as long as its arrays are left alone; it does not copy them.
 */
public final class ExitTable {

    private final float[][] confidence;
    private final boolean[][] correct;

    /**
     * A table of N samples at K exits.
     *
     * @param confidence K rows of N confidences, float32, higher is more confident
     * @param correct    K rows of N, whether the exit is right about the sample
     */
    public ExitTable(float[][] confidence, boolean[][] correct) {
        if (confidence.length == 0 || confidence.length != correct.length) {
            throw new IllegalArgumentException("confidence has " + confidence.length + " exits, correct has "
                    + correct.length + "; both need one row an exit");
        }
        for (int k = 0; k < confidence.length; k++) {
            if (confidence[k].length != correct[0].length || correct[k].length != correct[0].length) {
                throw new IllegalArgumentException("exit " + (k + 1) + " has " + confidence[k].length
                        + " confidences and " + correct[k].length + " answers for " + correct[0].length + " samples");
            }
        }
        this.confidence = confidence;
        this.correct = correct;
    }

    /**
     * The same of answers that are right where they are the true ones.
     *
     * @param labels    N true classes
     * @param predicted K rows of N predicted classes
     */
    public ExitTable(int[] labels, float[][] confidence, int[][] predicted) {
        this(confidence, compared(labels, predicted));
    }

    private static boolean[][] compared(int[] labels, int[][] predicted) {
        boolean[][] correct = new boolean[predicted.length][];
        for (int k = 0; k < predicted.length; k++) {
            if (predicted[k].length != labels.length) {
                throw new IllegalArgumentException("exit " + (k + 1) + " has " + predicted[k].length
                        + " predictions for " + labels.length + " labels");
            }
            correct[k] = new boolean[labels.length];
            for (int sample = 0; sample < labels.length; sample++) {
                correct[k][sample] = predicted[k][sample] == labels[sample];
            }
        }
        return correct;
    }

    public int exits() {
        return confidence.length;
    }

    public int samples() {
        return correct[0].length;
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
        return correct[exit - 1][sample];
    }

    /** How many samples an exit (1-based) is right about. */
    int correct(int exit) {
        int count = 0;
        for (boolean right : correct[exit - 1]) {
            count += right ? 1 : 0;
        }
        return count;
    }

    /** The share of the samples that an exit (1-based) is right about. */
    public double accuracy(int exit) {
        return correct(exit) / (double) samples();
    }

    /** Whether an exit (1-based) is surer of some samples than of others: it can choose who leaves. */
    boolean tellsApart(int exit) {
        for (float of : confidence[exit - 1]) {
            if (of != confidence[exit - 1][0]) {
                return true;
            }
        }
        return false;
    }

    /** The same samples at some of the exits, 1-based. */
    ExitTable only(int[] exits) {
        float[][] confidences = new float[exits.length][];
        boolean[][] right = new boolean[exits.length][];
        for (int k = 0; k < exits.length; k++) {
            confidences[k] = confidence[exits[k] - 1];
            right[k] = correct[exits[k] - 1];
        }
        return new ExitTable(confidences, right);
    }

    /** Some of the samples, 0-based. */
    ExitTable select(int[] samples) {
        float[][] confidences = new float[exits()][samples.length];
        boolean[][] right = new boolean[exits()][samples.length];
        for (int i = 0; i < samples.length; i++) {
            for (int k = 0; k < exits(); k++) {
                confidences[k][i] = confidence[k][samples[i]];
                right[k][i] = correct[k][samples[i]];
            }
        }
        return new ExitTable(confidences, right);
    }
}

package dev.offramp.budget;

import dev.offramp.policy.Thresholds;
import java.util.Arrays;

/**
 * The confidences of one exit on a grid of quantiles, so that a threshold is one of a few hundred and none hangs on a
 * single sample: each lies in the middle between two neighbouring confidences.
 */
final class ThresholdGrid {

    private final float[] cuts;
    private final short[] ofSample;

    /**
     * A grid over the confidences of an exit.
     *
     * @param cells about as many samples' shares as there are cells, at most 32,000
     */
    ThresholdGrid(float[] confidences, int cells) {
        this.cuts = cuts(confidences, cells);
        this.ofSample = new short[confidences.length];
        for (int sample = 0; sample < confidences.length; sample++) {
            ofSample[sample] = (short) cutsUpTo(confidences[sample]);
        }
    }

    private static float[] cuts(float[] confidences, int cells) {
        float[] sorted = confidences.clone();
        Arrays.sort(sorted);
        float[] cuts = new float[cells];
        int count = 0;
        for (int cell = 1; cell < cells; cell++) {
            int rank = (int) ((long) cell * sorted.length / cells);
            while (rank > 0 && rank < sorted.length && sorted[rank] == sorted[rank - 1]) {
                rank++;
            }
            boolean isNew = rank > 0 && rank < sorted.length && (count == 0 || sorted[rank - 1] >= cuts[count - 1]);
            if (isNew) {
                cuts[count++] = between(sorted[rank - 1], sorted[rank]);
            }
        }
        return Arrays.copyOf(cuts, count);
    }

    /** Above the lower, at most the upper. */
    private static float between(float lower, float upper) {
        float middle = (float) ((lower + (double) upper) / 2);
        return middle > lower ? middle : upper;
    }

    private int cutsUpTo(float confidence) {
        int at = Arrays.binarySearch(cuts, confidence);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** How many settings a threshold has: 0 lets everybody leave, the highest nobody. */
    int settings() {
        return cuts.length + 2;
    }

    /** The highest setting at which a sample still leaves. */
    int of(int sample) {
        return ofSample[sample];
    }

    /** The threshold that a setting stands for. */
    float threshold(int setting) {
        if (setting == 0) {
            return OpenExits.EVERYBODY;
        }
        return setting > cuts.length ? Thresholds.CLOSED : cuts[setting - 1];
    }

    /** The setting nearest to a threshold from above. */
    int setting(float threshold) {
        if (threshold == Thresholds.CLOSED) {
            return cuts.length + 1;
        }
        int at = Arrays.binarySearch(cuts, threshold);
        return at >= 0 ? at + 1 : Math.min(-at, cuts.length + 1);
    }
}

package dev.offramp.budget;

import java.util.Arrays;

/**
 * From wanted shares to thresholds, on a held-out table (MSDNet's budgeted batch classification).
 *
 * <p>Exit by exit, among the samples that are not yet taken and in falling order of confidence, the one that completes
 * {@code floor(N * share)} sets the threshold; every sample at or above it is then taken. So ties let more leave than the
 * quota. An exit whose quota is 0, or that runs out of samples before its quota, lets nobody leave.
 */
public final class QuotaThresholds {

    /** The threshold of an exit where nobody leaves. */
    public static final float NOBODY = 1e8f;

    /** The threshold of the last exit. */
    public static final float EVERYBODY = -1e8f;

    private QuotaThresholds() {}

    /**
     * One threshold an exit; the last is {@link #EVERYBODY}.
     *
     * @param shares one an exit, float32
     */
    public static float[] find(ExitTable heldOut, float[] shares) {
        float[] thresholds = new float[heldOut.exits()];
        boolean[] taken = new boolean[heldOut.samples()];
        for (int exit = 1; exit < heldOut.exits(); exit++) {
            int quota = (int) Math.floor(heldOut.samples() * shares[exit - 1]);
            thresholds[exit - 1] = threshold(heldOut, exit, quota, taken);
            for (int sample = 0; sample < taken.length; sample++) {
                taken[sample] |= heldOut.confidence(exit, sample) >= thresholds[exit - 1];
            }
        }
        thresholds[heldOut.exits() - 1] = EVERYBODY;
        return thresholds;
    }

    private static float threshold(ExitTable heldOut, int exit, int quota, boolean[] taken) {
        float[] confidences = heldOut.confidences(exit);
        float[] waiting = new float[confidences.length];
        int count = 0;
        for (int sample = 0; sample < confidences.length; sample++) {
            if (!taken[sample]) {
                waiting[count++] = confidences[sample];
            }
        }
        if (quota < 1 || quota > count) {
            return NOBODY;
        }
        Arrays.sort(waiting, 0, count);
        return waiting[count - quota];
    }
}

package dev.offramp.budget;

import java.util.Comparator;
import java.util.stream.IntStream;

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

    private final ExitTable heldOut;
    private final int[][] falling;

    /** Sorts the samples of each exit once, for as many shares as are to be tried. */
    QuotaThresholds(ExitTable heldOut) {
        this.heldOut = heldOut;
        this.falling = new int[heldOut.exits() - 1][];
        for (int k = 0; k < falling.length; k++) {
            falling[k] = falling(heldOut.confidences(k + 1));
        }
    }

    /**
     * One threshold an exit; the last is {@link #EVERYBODY}.
     *
     * @param shares one an exit, float32
     */
    public static float[] find(ExitTable heldOut, float[] shares) {
        return new QuotaThresholds(heldOut).of(shares);
    }

    /** The thresholds of these shares. */
    float[] of(float[] shares) {
        float[] thresholds = new float[heldOut.exits()];
        boolean[] taken = new boolean[heldOut.samples()];
        for (int exit = 1; exit < heldOut.exits(); exit++) {
            int quota = (int) Math.floor(heldOut.samples() * shares[exit - 1]);
            thresholds[exit - 1] = threshold(exit, quota, taken);
            for (int sample = 0; sample < taken.length; sample++) {
                taken[sample] |= heldOut.confidence(exit, sample) >= thresholds[exit - 1];
            }
        }
        thresholds[heldOut.exits() - 1] = EVERYBODY;
        return thresholds;
    }

    private float threshold(int exit, int quota, boolean[] taken) {
        int count = 0;
        for (int sample : falling[exit - 1]) {
            count += taken[sample] ? 0 : 1;
            if (count == quota && !taken[sample]) {
                return heldOut.confidence(exit, sample);
            }
        }
        return NOBODY;
    }

    private static int[] falling(float[] confidences) {
        return IntStream.range(0, confidences.length)
                .boxed()
                .sorted(Comparator.comparing((Integer sample) -> confidences[sample])
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}

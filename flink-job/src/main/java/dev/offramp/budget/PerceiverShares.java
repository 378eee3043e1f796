package dev.offramp.budget;

/**
 * Dynamic Perceiver's variant of the geometric shares (Han et al., ICCV 2023): exit by exit, the shares of the first three
 * are multiplied by 0.85, 1 and 0.5, each time with the rest scaled so that all add up to one again.
 */
public final class PerceiverShares {

    private static final float[] FACTORS = {0.85f, 1f, 0.5f};

    private PerceiverShares() {}

    /**
     * The shares, which add up to one.
     *
     * @param q     above 0
     * @param exits K, at least 1
     */
    public static float[] of(float q, int exits) {
        float[] shares = GeometricShares.of(q, exits);
        for (int k = 0; k < Math.min(FACTORS.length, exits - 1); k++) {
            shares[k] *= FACTORS[k];
            scaleTail(shares, k + 1);
        }
        return shares;
    }

    private static void scaleTail(float[] shares, int from) {
        float head = 0;
        float tail = 0;
        for (int k = 0; k < shares.length; k++) {
            if (k < from) {
                head += shares[k];
            } else {
                tail += shares[k];
            }
        }
        for (int k = from; k < shares.length; k++) {
            shares[k] *= (1 - head) / tail;
        }
    }
}

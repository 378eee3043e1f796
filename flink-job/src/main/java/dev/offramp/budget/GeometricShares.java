package dev.offramp.budget;

/**
 * Which share of the samples should leave at each exit: {@code q^k / sum of q^j}, k = 1…K (budgeted batch classification of
 * MSDNet, Huang et al., ICLR 2018). A larger q goes deeper. All in float32, as the published protocol has it.
 */
public final class GeometricShares {

    private GeometricShares() {}

    /**
     * The shares, which add up to one.
     *
     * @param q     above 0
     * @param exits K, at least 1
     */
    public static float[] of(float q, int exits) {
        if (!(q > 0) || exits < 1) {
            throw new IllegalArgumentException("q must be above 0 and exits at least 1, were " + q + " and " + exits);
        }
        float logarithm = (float) Math.log(q);
        float[] shares = new float[exits];
        float sum = 0;
        for (int k = 1; k <= exits; k++) {
            shares[k - 1] = (float) Math.exp(logarithm * k);
            sum += shares[k - 1];
        }
        for (int k = 0; k < exits; k++) {
            shares[k] /= sum;
        }
        return shares;
    }
}

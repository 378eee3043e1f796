package dev.offramp.budget;

/**
 * Averages what samples gain by leaving over those of similar confidence. How similar grows with the rank: thresholds lie
 * among the least confident few, or among many.
 */
final class Smoothing {

    private static final double REACH = 0.3;

    private Smoothing() {}

    /**
     * The gain of each level, as many samples as there are times the mean gain of the levels around it.
     *
     * @param gains   a level, summed over its samples
     * @param samples of each level
     */
    static double[] of(double[] gains, int[] samples) {
        double[] gainsUpTo = new double[gains.length + 1];
        double[] samplesUpTo = new double[gains.length + 1];
        for (int level = 0; level < gains.length; level++) {
            gainsUpTo[level + 1] = gainsUpTo[level] + gains[level];
            samplesUpTo[level + 1] = samplesUpTo[level] + samples[level];
        }
        double[] smooth = new double[gains.length];
        for (int level = 0; level < gains.length; level++) {
            int reach = (int) (REACH * level);
            int from = Math.max(0, level - reach);
            int to = Math.min(gains.length, level + reach + 1);
            double around = samplesUpTo[to] - samplesUpTo[from];
            smooth[level] = around == 0 ? 0 : samples[level] * (gainsUpTo[to] - gainsUpTo[from]) / around;
        }
        return smooth;
    }
}

package dev.offramp.stage;

import java.util.function.IntSupplier;

/**
 * How long the first sample of a batch waits for others: as long as the fuller batch pays, never beyond the limit. It pays
 * where the samples that are likely to come within the limit make each sample's run notably cheaper, by the stage's measured
 * costs; and no longer than twice what so many that more would hardly help took to come at worst lately: they come in bursts. To
 * rebatch only where it pays is the lesson of DREX (Liu et al. 2025, arXiv 2512.15705). Not thread-safe.
 */
final class AdaptiveLinger {

    private static final double NEARLY_AS_CHEAP = 1.05;
    private static final double PATIENCE = 2;
    private static final int ARRIVALS = 128; // a power of 2
    private static final double CLOCK_TICK_MILLIS = 1;

    private final double mostMillis;
    private final IntSupplier maxBatchSize;
    private final BatchCosts costs;
    private final double[] arrivals = new double[ARRIVALS];
    private long arrived;

    /**
     * @param maxBatchSize may fall
     * @param costs        of the stage, which go on being learnt
     */
    AdaptiveLinger(long mostMillis, IntSupplier maxBatchSize, BatchCosts costs) {
        this.mostMillis = (double) mostMillis;
        this.maxBatchSize = maxBatchSize;
        this.costs = costs;
    }

    void arrived(long nowMillis) {
        arrivals[slot(arrived++)] = (double) nowMillis;
    }

    /** The wait of a sample that came just now, to an empty batch. */
    long millis(long nowMillis) {
        double between = millisBetweenArrivals((double) nowMillis);
        int reachable = (int) Math.min(maxBatchSize.getAsInt(), 1 + mostMillis / between);
        int enough = enough(reachable);
        return enough == 1 ? 0 : (long) Math.min(mostMillis, PATIENCE * longestUntil(enough - 1));
    }

    /** The fewest samples that cost each of them nearly as little as the most that can come. */
    private int enough(int reachable) {
        double cheapEnough = NEARLY_AS_CHEAP * costs.costAmong(reachable);
        int samples = 1;
        while (samples < reachable && costs.costAmong(samples) > cheapEnough) {
            samples++;
        }
        return samples;
    }

    private double millisBetweenArrivals(double nowMillis) {
        if (known() < 2) {
            return Math.max(CLOCK_TICK_MILLIS, mostMillis); // nothing is known: perhaps one more comes
        }
        return Math.max(CLOCK_TICK_MILLIS, nowMillis - arrival(0)) / (known() - 1);
    }

    /** The longest that so many samples took to follow another. */
    private double longestUntil(int samples) {
        double longest = known() > samples ? 0 : mostMillis;
        for (int n = samples; n < known(); n++) {
            longest = Math.max(longest, arrival(n) - arrival(n - samples));
        }
        return longest;
    }

    private int known() {
        return (int) Math.min(arrived, ARRIVALS);
    }

    /** Of those that are known, the oldest first. */
    private double arrival(int n) {
        return arrivals[slot(arrived - known() + n)];
    }

    /** The remainder by the power of 2: a division for each arrival stood out in profiles. */
    private static int slot(long n) {
        return (int) n & (ARRIVALS - 1);
    }
}

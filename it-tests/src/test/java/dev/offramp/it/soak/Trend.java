package dev.offramp.it.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whether a figure grew over time. The slope is that of Theil and Sen (Sen, JASA 1968), the median of all slopes between two values, which
 * single peaks do not move; whether it can be chance, the test of Mann (Econometrica 1945) says.
 *
 * @param slope  a second
 * @param z      standard deviations by which rising pairs outnumber falling ones, were there no trend
 * @param growth from the first value to the last, by the slope, in the figure's unit
 * @param median of the values
 */
record Trend(double slope, double z, double growth, double median) {

    /** Two-sided, one in a thousand by chance alone. */
    private static final double CLEAR = 3.29;

    /**
     * Of values at moments.
     *
     * @param seconds rising; at least two
     */
    static Trend of(List<Double> seconds, List<Double> values) {
        List<Double> slopes = new ArrayList<>();
        double rising = 0;
        int n = values.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double difference = values.get(j) - values.get(i);
                slopes.add(difference / (seconds.get(j) - seconds.get(i)));
                rising += Math.signum(difference);
            }
        }
        double deviation = Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
        double slope = median(slopes);
        return new Trend(
                slope,
                (rising - Math.signum(rising)) / deviation,
                slope * (seconds.get(n - 1) - seconds.get(0)),
                median(values));
    }

    /**
     * Whether it grew clearly, by more than is let pass.
     *
     * @param share    of the median
     * @param absolute in the figure's unit, which is let pass in any case
     */
    boolean isGrowth(double share, double absolute) {
        return z > CLEAR && growth > Math.max(absolute, share * median);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}

package dev.offramp.refresh;

/** Quantiles of Student's t distribution for whole degrees of freedom. */
final class StudentT {

    private static final double FARTHEST = 1e9;
    private static final int HALVINGS = 200;

    private StudentT() {}

    /**
     * How far to either side of 0 a share of the distribution lies.
     *
     * @param confidence above 0 and below 1
     * @param degrees    of freedom, at least 1
     */
    static double quantile(double confidence, int degrees) {
        double low = 0;
        double high = FARTHEST;
        for (int i = 0; i < HALVINGS && high - low > high * Math.ulp(1.0); i++) {
            double middle = (low + high) / 2;
            if (within(middle, degrees) < confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Share of the distribution from -t to t (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4). */
    static double within(double t, int degrees) {
        double angle = Math.atan(t / Math.sqrt(degrees));
        double cosine = Math.cos(angle);
        boolean isOdd = degrees % 2 == 1;
        double term = isOdd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int k = isOdd ? 3 : 2; k < degrees; k += 2) {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        return isOdd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
    }
}

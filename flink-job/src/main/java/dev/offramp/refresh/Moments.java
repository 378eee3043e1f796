package dev.offramp.refresh;

/**
 * Sums of a quantity that was measured on samples, from which its mean comes with its error; they add up.
 *
 * @param count of samples
 */
public record Moments(long count, double sum, double squares) {

    public static final Moments NONE = new Moments(0, 0, 0);

    /** With one more sample. */
    public Moments and(double value) {
        return new Moments(count + 1, sum + value, squares + value * value);
    }

    /** Of the samples of both. */
    public Moments and(Moments other) {
        return new Moments(count + other.count, sum + other.sum, squares + other.squares);
    }

    double mean() {
        return sum / count;
    }

    /** Squared standard error of the mean, by the unbiased variance; 0 where it is not known. */
    double squaredError() {
        return count < 2 ? 0 : Math.max(0, (squares - sum * sum / count) / (count - 1)) / count;
    }
}

package dev.offramp.refresh;

import dev.offramp.budget.Interval;
import java.util.Locale;
import java.util.Optional;

/**
 * What a condition is about, with an interval that holds the truth in 999 of 1000 cases: rules look again and again, and one of twenty
 * looks would be wrong with the usual one.
 */
public enum Quantity {
    /** Share of the samples that both answered alike. */
    AGREEMENT("%"),
    /** Share of the labelled samples that the candidate answered rightly. */
    ACCURACY("%"),
    /** How much smaller that share is than of what serves; below 0 where it is larger. */
    ACCURACY_LOSS("%"),
    /** Mean multiply-adds a sample, times those of what serves. */
    COST("x"),
    /** Mean time to an answer, times that of what serves. */
    LATENCY("x");

    /** Two-sided 99.9 % quantile of the normal distribution. */
    static final double Z = 3.290526731491925;

    private static final int FEWEST = 30; // of which a mean is nearly normal

    private final String unit;

    Quantity(String unit) {
        this.unit = unit;
    }

    /** Behind its number in a rule. */
    String unit() {
        return unit;
    }

    /** As rules write it: {@code accuracy-loss}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is; empty where too little was seen. */
    Optional<Interval> of(Comparison seen) {
        return switch (this) {
            case AGREEMENT -> share(seen.agreed(), seen.compared());
            case ACCURACY -> share(seen.candidate().correct(), seen.candidate().labelled());
            case ACCURACY_LOSS -> loss(seen);
            case COST -> ratio(seen.candidate().multiplyAdds(), seen.serving().multiplyAdds());
            case LATENCY -> ratio(seen.candidate().latency(), seen.serving().latency());
        };
    }

    private static Optional<Interval> share(long hits, long of) {
        return of < FEWEST ? Optional.empty() : Optional.of(Interval.ofShare(hits, of, Z));
    }

    /** The difference of two shares by their own intervals (Newcombe 1998, Statistics in Medicine 17, method 10). */
    private static Optional<Interval> loss(Comparison seen) {
        Optional<Interval> serving =
                share(seen.serving().correct(), seen.serving().labelled());
        Optional<Interval> candidate =
                share(seen.candidate().correct(), seen.candidate().labelled());
        if (serving.isEmpty() || candidate.isEmpty()) {
            return Optional.empty();
        }
        Interval of = serving.get();
        Interval less = candidate.get();
        double difference = of.value() - less.value();
        return Optional.of(new Interval(
                difference,
                difference - Math.hypot(of.value() - of.low(), less.high() - less.value()),
                difference + Math.hypot(of.high() - of.value(), less.value() - less.low())));
    }

    /** The quotient of two means, whose logarithm is nearly normal (delta method). */
    private static Optional<Interval> ratio(Moments of, Moments by) {
        if (of.count() < FEWEST || by.count() < FEWEST || !(of.mean() > 0) || !(by.mean() > 0)) {
            return Optional.empty();
        }
        double ratio = of.mean() / by.mean();
        double error =
                Math.sqrt(of.squaredError() / (of.mean() * of.mean()) + by.squaredError() / (by.mean() * by.mean()));
        return Optional.of(new Interval(ratio, ratio * Math.exp(-Z * error), ratio * Math.exp(Z * error)));
    }
}

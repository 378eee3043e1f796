package dev.offramp.refresh;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a condition is about. */
public enum Quantity {
    /** Share of the samples that both answered alike. */
    AGREEMENT("%", 0, 100),
    /** Share of the labelled samples that the candidate answered rightly. */
    ACCURACY("%", 0, 100),
    /** How much smaller that share is than of what serves; below 0 where it is larger. */
    ACCURACY_LOSS("%", -100, 100),
    /** Mean multiply-adds a sample, times those of what serves. */
    COST("x", 0, 1000),
    /** Mean time to an answer, times that of what serves. */
    LATENCY("x", 0, 1000);

    /** Rules look again and again, and one of twenty looks would be wrong with the usual ones. */
    private static final ClusterIntervals INTERVALS = new ClusterIntervals(0.999);

    private final String unit;
    private final int least;
    private final int most;

    Quantity(String unit, int least, int most) {
        this.unit = unit;
        this.least = least;
        this.most = most;
    }

    /** The one that rules call so. */
    static Optional<Quantity> named(String name) {
        return Arrays.stream(values())
                .filter(quantity -> quantity.toString().equals(name))
                .findFirst();
    }

    /** Behind its number in a rule. */
    String unit() {
        return unit;
    }

    /** Whether it can be shown to lie on either side of a bound in its unit: of a share of 100 % no number of samples is proof. */
    boolean canBe(double bound) {
        return least < bound && bound < most;
    }

    /** The bounds that it {@link #canBe}. */
    String range() {
        return "above " + least + unit + " and below " + most + unit;
    }

    /** As rules write it: {@code accuracy-loss}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is, with intervals that hold the truth in 999 of 1000 cases. */
    Estimate of(Comparison seen) {
        return new Estimator(seen, INTERVALS).of(this);
    }

    /** The samples without which nothing can be said of it; each is of one side, and of pairs both sides have as many. */
    List<SampleCount> samples() {
        return switch (this) {
            case AGREEMENT -> List.of(SampleCount.CANDIDATE);
            case ACCURACY -> List.of(SampleCount.LABELLED_CANDIDATE);
            case ACCURACY_LOSS -> List.of(SampleCount.LABELLED_CANDIDATE, SampleCount.LABELLED_SERVING);
            case COST, LATENCY -> List.of(SampleCount.CANDIDATE, SampleCount.SERVING);
        };
    }

    /** Whether there are samples of it at all. */
    boolean isIn(Comparison seen) {
        return samples().stream().allMatch(samples -> seen.total(samples::in) > 0);
    }
}

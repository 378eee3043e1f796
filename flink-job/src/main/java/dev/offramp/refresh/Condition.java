package dev.offramp.refresh;

import dev.offramp.budget.Interval;
import java.util.Locale;

/**
 * What a candidate must be like: {@code agreement >= 98%}, {@code cost <= 1.1x}.
 *
 * @param atLeast whether the bound is the least, and not the most
 * @param bound   a share, 0 to 1, or a factor
 */
public record Condition(Quantity quantity, boolean atLeast, double bound) {

    /** What can be said of it. */
    enum Verdict {
        HOLDS,
        FAILS,
        /** Too little was seen to tell. */
        OPEN
    }

    Verdict on(Comparison seen) {
        return quantity.of(seen) instanceof Estimate.Known known ? on(known.interval()) : Verdict.OPEN;
    }

    private Verdict on(Interval interval) {
        boolean holds = atLeast ? interval.low() >= bound : interval.high() <= bound;
        boolean fails = atLeast ? interval.high() < bound : interval.low() > bound;
        return holds ? Verdict.HOLDS : fails ? Verdict.FAILS : Verdict.OPEN;
    }

    /** With what was seen, or why that is too little: {@code agreement 91.20% (88.00 to 93.90), wanted >= 98.00%}. */
    String told(Comparison seen) {
        return quantity + " " + found(quantity.of(seen)) + ", wanted " + (atLeast ? ">= " : "<= ") + number(bound)
                + quantity.unit();
    }

    private String found(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            Interval interval = known.interval();
            return number(interval.value()) + quantity.unit() + " (" + number(interval.low()) + " to "
                    + number(interval.high()) + ")";
        }
        return "not known: " + ((Estimate.Unknown) estimate).why();
    }

    private String number(double value) {
        return quantity.unit().equals("%")
                ? String.format(Locale.ROOT, "%.2f", 100 * value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}

package dev.offramp.refresh;

import dev.offramp.budget.Interval;
import java.util.Locale;
import java.util.Optional;

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
        Optional<Interval> found = quantity.of(seen);
        if (found.isEmpty()) {
            return Verdict.OPEN;
        }
        Interval interval = found.get();
        boolean holds = atLeast ? interval.low() >= bound : interval.high() <= bound;
        boolean fails = atLeast ? interval.high() < bound : interval.low() > bound;
        return holds ? Verdict.HOLDS : fails ? Verdict.FAILS : Verdict.OPEN;
    }

    /** With what was seen: {@code agreement 91.2 % (88.0 to 93.9), wanted >= 98%}. */
    String told(Comparison seen) {
        String wanted = ", wanted " + (atLeast ? ">= " : "<= ") + number(bound) + quantity.unit();
        return quantity.of(seen)
                .map(found -> quantity + " " + number(found.value()) + quantity.unit() + " (" + number(found.low())
                        + " to " + number(found.high()) + ")" + wanted)
                .orElse(quantity + " not known yet" + wanted);
    }

    private String number(double value) {
        return quantity.unit().equals("%")
                ? String.format(Locale.ROOT, "%.2f", 100 * value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}

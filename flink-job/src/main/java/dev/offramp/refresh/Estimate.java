package dev.offramp.refresh;

import dev.offramp.budget.Interval;

/** What can be said of a quantity. */
sealed interface Estimate {

    /** Where it lies. */
    record Known(Interval interval) implements Estimate {}

    /** Nothing, and why not. */
    record Unknown(String why) implements Estimate {}
}

package dev.offramp.policy;

import java.io.Serializable;

/**
 * What one update says of its scope. What it leaves open, the next wider scope says; what none says, the bundle.
 *
 * @param deadlineMillis     {@link #OPEN}, or as {@link Limits} has it
 * @param budgetMultiplyAdds {@link #OPEN}, or as {@link Limits} has it
 * @param framesPerSecond    {@link #OPEN}, or as {@link Limits} has it
 * @param shadowShare        {@link #OPEN_SHARE}, or as {@link Policy} has it
 */
public record PolicyTerms(
        Wish wish, long deadlineMillis, long budgetMultiplyAdds, double framesPerSecond, double shadowShare)
        implements Serializable {

    /** A limit of which nothing is said; that there is none is {@link Limits#NONE} or {@link Limits#ANY_RATE}. */
    public static final long OPEN = 0;

    /** A shadow share of which nothing is said; 0 is none. */
    public static final double OPEN_SHARE = -1;

    /** Says nothing at all. */
    public static final PolicyTerms NOTHING = new PolicyTerms(Wish.OPEN, OPEN, OPEN, OPEN, OPEN_SHARE);

    /** Says a wish alone. */
    public static PolicyTerms of(Wish wish) {
        return NOTHING.with(wish);
    }

    /** Says all that a policy of a bundle says. */
    public static PolicyTerms of(Wish wish, Limits limits, double shadowShare) {
        return new PolicyTerms(
                wish, limits.deadlineMillis(), limits.budgetMultiplyAdds(), limits.framesPerSecond(), shadowShare);
    }

    /** The same with another wish. */
    public PolicyTerms with(Wish other) {
        return new PolicyTerms(other, deadlineMillis, budgetMultiplyAdds, framesPerSecond, shadowShare);
    }

    /** The same with another share of shadows, 0 to 1. */
    public PolicyTerms withShadowShare(double other) {
        return new PolicyTerms(wish, deadlineMillis, budgetMultiplyAdds, framesPerSecond, other);
    }

    /** The same, and where it leaves something open what a wider scope says. */
    public PolicyTerms or(PolicyTerms wider) {
        return new PolicyTerms(
                wish.equals(Wish.OPEN) ? wider.wish : wish,
                deadlineMillis == OPEN ? wider.deadlineMillis : deadlineMillis,
                budgetMultiplyAdds == OPEN ? wider.budgetMultiplyAdds : budgetMultiplyAdds,
                framesPerSecond == OPEN ? wider.framesPerSecond : framesPerSecond,
                shadowShare == OPEN_SHARE ? wider.shadowShare : shadowShare);
    }
}

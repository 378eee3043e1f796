package dev.offramp.cli.picture;

import dev.offramp.cli.terminal.Quantity;

/**
 * One figure in a picture.
 *
 * @param median of what was measured, or all that was
 * @param least  that was measured
 * @param most   that was measured
 */
public record Bar(String name, double median, double least, double most, Aim aim) {

    /** What was measured once, or is a sum. */
    public static Bar of(String name, double value) {
        return new Bar(name, value, value, value, Aim.NONE);
    }

    /** What was measured several times. */
    public static Bar of(String name, double median, double least, double most) {
        return new Bar(name, median, least, most, Aim.NONE);
    }

    /** The same beside what was hoped for. */
    public Bar aiming(Aim hoped) {
        return new Bar(name, median, least, most, hoped);
    }

    /** Whether its measurements differ. */
    public boolean hasRange() {
        return least < most;
    }

    /** Whether it can be drawn. */
    boolean isNumber() {
        return Double.isFinite(median) && Double.isFinite(least) && Double.isFinite(most);
    }

    /** As in {@code 4.00 (3.95 to 4.15), aim at least 2.00}. */
    public String text() {
        String range = hasRange() ? " (" + Quantity.digits(least) + " to " + Quantity.digits(most) + ")" : "";
        return Quantity.digits(median) + range + (aim.words().isEmpty() ? "" : ", aim " + aim.words());
    }
}

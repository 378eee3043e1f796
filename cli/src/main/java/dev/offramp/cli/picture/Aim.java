package dev.offramp.cli.picture;

import dev.offramp.cli.terminal.Quantity;
import java.util.List;

/**
 * What was hoped for of a figure.
 *
 * @param words in which a person says it; empty where there is none
 * @param at    the bounds, in the figure's unit
 */
public record Aim(String words, List<Double> at) {

    public static final Aim NONE = new Aim("", List.of());

    public Aim {
        at = List.copyOf(at);
    }

    /** Good where it is large. */
    public static Aim atLeast(double bound) {
        return new Aim("at least " + Quantity.digits(bound), List.of(bound));
    }

    /** Good where it is small. */
    public static Aim atMost(double bound) {
        return new Aim("at most " + Quantity.digits(bound), List.of(bound));
    }

    /** Good between the two. */
    public static Aim between(double least, double most) {
        return new Aim(Quantity.digits(least) + " to " + Quantity.digits(most), List.of(least, most));
    }
}

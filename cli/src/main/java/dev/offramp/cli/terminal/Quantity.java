package dev.offramp.cli.terminal;

import dev.offramp.budget.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Writes quantities of any size as the reports and pictures have them. */
public final class Quantity {

    private static final List<String> PREFIXES = List.of("", " k", " M", " G", " T", " P", " E");
    private static final double STEP = 1000;
    private static final int DIGITS = 3;

    private Quantity() {}

    /** A number of any size with three digits and a prefix, as in {@code 4.12 M} or {@code 870 T}. */
    public static String scaled(double number) {
        int step = 0;
        double left = number;
        while (left >= STEP && step + 1 < PREFIXES.size()) {
            left /= STEP;
            step++;
        }
        return digits(left) + PREFIXES.get(step);
    }

    /** A number with its thousands apart, as in {@code 10,000}. */
    public static String count(long number) {
        return Figures.count((double) number);
    }

    /** Euros: cents from one euro on, three digits below. */
    public static String euros(double amount) {
        return (amount >= 1 ? String.format(Locale.ROOT, "%,.2f", amount) : digits(amount)) + " EUR";
    }

    /** A share with its 95 % confidence interval. */
    public static String share(Interval share) {
        return Figures.percent(share.value()) + " (" + Figures.percent(share.low()) + " to "
                + Figures.percent(share.high()) + ")";
    }

    /** How many times as much, with its interval. */
    public static String factor(Interval factor) {
        return digits(factor.value()) + " (" + digits(factor.low()) + " to " + digits(factor.high()) + ")";
    }

    /** Three digits that count, no exponent. */
    public static String digits(double number) {
        if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
            return "0";
        }
        double rounded = new BigDecimal(number).round(new MathContext(DIGITS)).doubleValue();
        int before = (int) Math.floor(Math.log10(Math.abs(rounded))) + 1;
        return String.format(Locale.ROOT, "%,." + Math.min(9, Math.max(0, DIGITS - before)) + "f", number);
    }
}

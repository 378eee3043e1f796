package dev.offramp.cli.policy;

import java.math.BigDecimal;
import picocli.CommandLine.TypeConversionException;

/** Words and numbers that parts of a policy are written with on the command line. */
final class PolicyValues {

    static final String CLOSED = "closed";
    static final String NONE = "none";
    static final String INHERIT = "inherit";

    private PolicyValues() {}

    /** A share of 1, as in {@code 1%} or {@code 0.01}. */
    static double share(String text) {
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1).strip() : text;
        try {
            BigDecimal value = new BigDecimal(digits);
            double share = (percent ? value.movePointLeft(2) : value).doubleValue();
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is no share, as 1% or 0.01, from 0 to 1");
    }

    /** A number that a float holds too. */
    static double number(String text, String what) {
        try {
            double value = Double.parseDouble(text);
            if (Float.isFinite((float) value)) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is no number for " + what);
    }

    static long atLeast1(long value, String text, String problem) {
        if (value < 1) {
            throw new TypeConversionException(problem + ", was '" + text + "'");
        }
        return value;
    }

    static double positive(double value, String text, String problem) {
        if (!(value > 0)) {
            throw new TypeConversionException(problem + ", was '" + text + "'");
        }
        return value;
    }
}

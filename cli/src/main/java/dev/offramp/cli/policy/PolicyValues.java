package dev.offramp.cli.policy;

import picocli.CommandLine.TypeConversionException;

/** Words and numbers that parts of a policy are written with on the command line. */
final class PolicyValues {

    static final String CLOSED = "closed";
    static final String NONE = "none";
    static final String INHERIT = "inherit";

    private PolicyValues() {}

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

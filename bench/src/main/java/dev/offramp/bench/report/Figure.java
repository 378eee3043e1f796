package dev.offramp.bench.report;

import java.util.Locale;

/**
 * One figure of the project, with what it means and what was hoped for.
 *
 * @param aim empty where there is none
 */
public record Figure(String name, String definition, String aim, String measured, Outcome outcome) {

    /** Whether the aim was reached. */
    public enum Outcome {
        MET,
        MISSED,
        /** There is no aim. */
        REPORTED
    }

    /** A figure that is good where its median is large. */
    public static Figure atLeast(String name, String definition, double aim, Spread measured) {
        String text = aim < 1 ? measured.asShare() : measured.asRatio();
        return of(name, definition, String.format(Locale.ROOT, "at least %s", aim), text, measured.median() >= aim);
    }

    /** A figure that is good where its median is between two numbers, both included. */
    public static Figure within(String name, String definition, double least, double most, Spread measured) {
        boolean met = measured.median() >= least && measured.median() <= most;
        return of(name, definition, String.format(Locale.ROOT, "%s to %s", least, most), measured.asRatio(), met);
    }

    /** A figure whose aim is in words. */
    public static Figure of(String name, String definition, String aim, String measured, boolean met) {
        return new Figure(name, definition, aim, measured, met ? Outcome.MET : Outcome.MISSED);
    }

    /** A figure without an aim. */
    public static Figure reported(String name, String definition, String measured) {
        return new Figure(name, definition, "", measured, Outcome.REPORTED);
    }

    /** The figure in one line for the screen. */
    public String line() {
        String verdict =
                aim.isEmpty() ? "" : "   aim " + aim + ": " + outcome.name().toLowerCase(Locale.ROOT);
        return name + ": " + measured + verdict;
    }
}

package dev.offramp.cli.report;

import dev.offramp.throughput.ServedWindow;

/** Time as a picture has it: since its begin, in a unit in which a person would say it. */
record TimeAxis(Span span, Times times) {

    private static final double MINUTE = 60_000;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    /** Its name, with unit and begin. */
    String title() {
        String unit = unit() == MINUTE ? "minutes" : unit() == HOUR ? "hours" : "days";
        return unit + " since " + times.text(span.fromMillis()) + " " + times.zone();
    }

    /** The middle of a window. */
    double at(ServedWindow served) {
        double middle = (served.window().startMillis() + served.window().endMillis()) / 2.0;
        return (middle - span.fromMillis()) / unit();
    }

    /** Of the last window. */
    double end() {
        return span.millis() / unit();
    }

    private double unit() {
        if (span.millis() <= 3 * HOUR) {
            return MINUTE;
        }
        return span.millis() <= 3 * DAY ? HOUR : DAY;
    }
}

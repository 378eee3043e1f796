package dev.offramp.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Writes numbers the way that the commands show them. */
public final class Figures {

    private static final int BAR_WIDTH = 30;

    private Figures() {}

    /** A share as a percentage, as in {@code 92.4 %}. */
    public static String percent(double share) {
        return format("%.1f %%", 100 * share);
    }

    /** A number with its thousands apart, as in {@code 10,000}. */
    public static String count(double number) {
        return format("%,.0f", number);
    }

    /** A number of any size in four digits, as in {@code 2.913} or {@code 0.01250}. */
    public static String number(double number) {
        return format("%.4g", number);
    }

    /** A size as the megabytes that disks are sold in, as in {@code 5.2 MB}, or smaller ones as {@code 12 kB}. */
    public static String bytes(double bytes) {
        return bytes < 1e6 ? format("%,.0f kB", Math.ceil(bytes / 1e3)) : format("%,.1f MB", bytes / 1e6);
    }

    /** Multiply-adds in the unit of the field, as in {@code 4.12 M}. */
    public static String multiplyAdds(double multiplyAdds) {
        return format("%.2f M", multiplyAdds / 1e6);
    }

    /** Milliseconds with as many digits as are worth reading, as in {@code 3.2 ms}, {@code 312 ms} or {@code 1.3 s}. */
    public static String millis(double millis) {
        if (millis >= 1000) {
            return format("%.1f s", millis / 1e3);
        }
        return format(millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    /** A time span for a person, as in {@code 3.8 s}, {@code 42 s} or {@code 3 min 05 s}. */
    public static String span(Duration span) {
        if (span.toSeconds() < 10) {
            return format("%.1f s", span.toMillis() / 1e3);
        }
        return span.toMinutes() == 0
                ? format("%d s", span.toSeconds())
                : format("%d min %02d s", span.toMinutes(), span.toSecondsPart());
    }

    /** A bar that is filled up to the share, as in {@code [#####.....]  50 %}. */
    public static String bar(double share) {
        double bounded = Math.min(1, Math.max(0, share));
        int filled = (int) (bounded * BAR_WIDTH);
        return format("[%s%s] %3.0f %%", "#".repeat(filled), ".".repeat(BAR_WIDTH - filled), Math.floor(100 * bounded));
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}

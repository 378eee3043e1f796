package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.Amount;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.policy.Wish;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.TypeConversionException;

/** Reads the parts of a policy as they are written on the command line. */
final class PolicyValues {

    static final String CLOSED = "closed";
    static final String NONE = "none";
    static final String INHERIT = "inherit";

    private PolicyValues() {}

    static ConfidenceMeasure measure(String text) {
        for (ConfidenceMeasure measure : ConfidenceMeasure.values()) {
            if (PolicyField.nameOf(measure).equalsIgnoreCase(text.replace('_', '-'))) {
                return measure;
            }
        }
        throw new TypeConversionException(
                "'" + text + "' is no measure; known are max-softmax, entropy, margin and patience");
    }

    /** As in {@code 0.9,closed,0.4}. */
    static Thresholds thresholds(String text) {
        String[] parts = text.split(",", -1);
        float[] values = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i].strip();
            values[i] = part.equalsIgnoreCase(CLOSED) ? Thresholds.CLOSED : number(part, "a threshold, nor 'closed'");
        }
        return Thresholds.of(values);
    }

    /** As in {@code 1.2,1.1,1,1}, or none. */
    static Temperatures temperatures(String text) {
        if (text.equalsIgnoreCase(NONE)) {
            return Temperatures.NONE;
        }
        String[] parts = text.split(",", -1);
        float[] values = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = number(parts[i].strip(), "a temperature");
        }
        try {
            return Temperatures.of(values);
        } catch (IllegalArgumentException failure) {
            throw new TypeConversionException(String.valueOf(failure.getMessage()));
        }
    }

    /** Milliseconds of a time span as in {@code 50ms}, or {@link Limits#NONE}. */
    static long deadlineMillis(String text) {
        if (text.equalsIgnoreCase(INHERIT)) {
            return PolicyTerms.OPEN;
        }
        if (text.equalsIgnoreCase(NONE)) {
            return Limits.NONE;
        }
        return positive(span(text).toMillis(), text, "a deadline must be at least 1 ms");
    }

    /** As in {@code 6M}, {@link Limits#NONE} or {@link PolicyTerms#OPEN}. */
    static long budget(String text) {
        if (text.equalsIgnoreCase(INHERIT)) {
            return PolicyTerms.OPEN;
        }
        if (text.equalsIgnoreCase(NONE)) {
            return Limits.NONE;
        }
        BigDecimal amount = Amount.read(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no number of multiply-adds, as 6M, 1.2G or 6000000, nor 'none'"));
        return positive(amount.longValue(), text, "a budget must be above 0");
    }

    /** Frames a second, as in {@code 25}, {@link Limits#ANY_RATE} or {@link PolicyTerms#OPEN}. */
    static double rate(String text) {
        if (text.equalsIgnoreCase(INHERIT)) {
            return PolicyTerms.OPEN;
        }
        if (text.equalsIgnoreCase(NONE)) {
            return Limits.ANY_RATE;
        }
        float rate = number(text, "frames a second, nor 'none'");
        if (!(rate > 0)) {
            throw new TypeConversionException("a rate must be above 0, was '" + text + "'");
        }
        return Double.parseDouble(text);
    }

    /** An accepted loss of accuracy, as in {@code 0.5%}, or nothing. */
    static Wish loss(String text) {
        return text.equalsIgnoreCase(INHERIT) ? Wish.OPEN : new Wish.AccuracyLoss(share(text));
    }

    /** A mean cost a sample, as in {@code 6M} multiply-adds or {@code 0.8ms}, or nothing. */
    static Wish cost(String text) {
        if (text.equalsIgnoreCase(INHERIT)) {
            return Wish.OPEN;
        }
        String lower = text.toLowerCase(Locale.ROOT).strip();
        if (lower.endsWith("ms")) {
            float milliseconds =
                    number(lower.substring(0, lower.length() - 2).strip(), "a cost in milliseconds, as 0.8ms");
            if (!(milliseconds > 0)) {
                throw new TypeConversionException("a cost must be above 0, was '" + text + "'");
            }
            return new Wish.MeanMilliseconds(
                    Double.parseDouble(lower.substring(0, lower.length() - 2).strip()));
        }
        BigDecimal amount = Amount.read(text)
                .orElseThrow(
                        () -> new TypeConversionException("'" + text + "' is no cost, as 6M multiply-adds or 0.8ms"));
        return new Wish.MeanMultiplyAdds(positive(amount.longValue(), text, "a cost must be above 0"));
    }

    /** A share of shadows, or {@link PolicyTerms#OPEN_SHARE}. */
    static double shadow(String text) {
        return text.equalsIgnoreCase(INHERIT) ? PolicyTerms.OPEN_SHARE : share(text);
    }

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

    /** An instant, as in {@code 2026-01-31T12:00:00Z}, or a time span from now on, as in {@code +30s}. */
    static Instant moment(String text, Instant now) {
        if (text.startsWith("+")) {
            return now.plus(span(text.substring(1)));
        }
        try {
            return Instant.parse(text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException noInstant) {
            throw new TypeConversionException("'" + text + "' is no time, as 2026-01-31T12:00:00Z or +30s from now on");
        }
    }

    /** As in {@code 30s}. */
    static Duration span(String text) {
        try {
            return TimeUtils.parseDuration(text);
        } catch (IllegalArgumentException noSpan) {
            throw new TypeConversionException("'" + text + "' is no time span, as 50ms, 30s or 5min");
        }
    }

    private static float number(String text, String what) {
        try {
            float value = Float.parseFloat(text);
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is no number for " + what);
    }

    private static long positive(long value, String text, String problem) {
        if (value < 1) {
            throw new TypeConversionException(problem + ", was '" + text + "'");
        }
        return value;
    }
}

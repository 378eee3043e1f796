package dev.offramp.cli.options;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads moments and spans as they are written on the command line. */
public final class TimeValues {

    private TimeValues() {}

    /** An instant, as in {@code 2026-01-31T12:00:00Z}, or a time span from now on, as in {@code +30s}. */
    public static final class Moment implements ITypeConverter<Instant> {

        private final Clock clock;

        Moment() { // picocli's
            this(Clock.systemUTC());
        }

        public Moment(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Instant convert(String text) {
            if (text.startsWith("+")) {
                return clock.instant().plus(span(text.substring(1)));
            }
            try {
                return Instant.parse(text.toUpperCase(Locale.ROOT));
            } catch (DateTimeParseException noInstant) {
                throw new TypeConversionException(
                        "'" + text + "' is no time, as 2026-01-31T12:00:00Z or +30s from now on");
            }
        }
    }

    /** As in {@code 30s}. */
    public static final class Span implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            return span(text);
        }
    }

    /** As in {@code 30s}; what is none is wrong usage. */
    public static Duration span(String text) {
        try {
            return TimeUtils.parseDuration(text);
        } catch (IllegalArgumentException noSpan) {
            throw new TypeConversionException("'" + text + "' is no time span, as 50ms, 30s or 5min");
        }
    }
}

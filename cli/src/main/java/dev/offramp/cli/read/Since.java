package dev.offramp.cli.read;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time in the past, as in {@code 2026-01-31T12:00:00Z}, or how long ago it is, as in {@code 5m}. */
final class Since implements ITypeConverter<Instant> {

    private final Clock clock;

    Since() { // picocli's
        this(Clock.systemUTC());
    }

    Since(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant convert(String text) {
        try {
            return text.contains(":")
                    ? Instant.parse(text.toUpperCase(Locale.ROOT))
                    : clock.instant().minus(TimeUtils.parseDuration(text));
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException noTime) {
            throw new TypeConversionException("'" + text + "' is no time, as 5m or 2h ago, or 2026-01-31T12:00:00Z");
        }
    }
}

package dev.offramp.cli.publish;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long somebody waits, as in {@code 30s} or {@code 10m}: a second at least, a day at most. */
final class Patience implements ITypeConverter<Duration> {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(1);

    @Override
    public Duration convert(String text) {
        try {
            Duration span = TimeUtils.parseDuration(text);
            if (span.compareTo(LEAST) >= 0 && span.compareTo(MOST) <= 0) {
                return span;
            }
        } catch (IllegalArgumentException | ArithmeticException noSpan) {
            // told below
        }
        throw new TypeConversionException("'" + text + "' is no time between 1s and 1d");
    }
}

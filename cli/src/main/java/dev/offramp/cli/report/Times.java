package dev.offramp.cli.report;

import dev.offramp.cli.terminal.CommandFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.util.TimeUtils;

/** Reads and writes moments as people do: in the time zone of this machine, on whose day a bare time lies. */
record Times(Clock clock) {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    ZoneId zone() {
        return clock.getZone();
    }

    /**
     * Reads a moment, as {@code 2026-01-31T12:00:00Z}, {@code 2026-01-31T12:00}, {@code 2026-01-31} or {@code 12:00} of today.
     *
     * @param option named where it is none
     */
    long read(String option, String text) {
        List<Function<String, Instant>> forms = List.of(
                word -> OffsetDateTime.parse(word).toInstant(),
                word -> LocalDateTime.parse(word).atZone(zone()).toInstant(),
                word -> LocalDate.parse(word).atStartOfDay(zone()).toInstant(),
                word -> LocalTime.parse(word)
                        .atDate(LocalDate.now(clock))
                        .atZone(zone())
                        .toInstant());
        return forms.stream()
                .flatMap(form -> parsed(form, text).stream())
                .findFirst()
                .map(Instant::toEpochMilli)
                .orElseThrow(() -> new CommandFailure(option + " " + text
                        + " is no time, as 2026-01-31T12:00:00Z, 2026-01-31T12:00 or, of today, 12:00"));
    }

    private static Optional<Instant> parsed(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text.strip().toUpperCase(Locale.ROOT)));
        } catch (DateTimeParseException another) {
            return Optional.empty();
        }
    }

    /** Reads a time span, as {@code 1h}. */
    static Duration span(String option, String text) {
        try {
            Duration span = TimeUtils.parseDuration(text);
            if (span.toMillis() > 0) {
                return span;
            }
        } catch (IllegalArgumentException noSpan) {
            throw new CommandFailure(option + " " + text + " is no time span, as 30min, 1h or 7d", noSpan);
        }
        throw new CommandFailure(option + " must be above 0, was " + text);
    }

    /** As in {@code 2026-01-31 12:00:00}. */
    String text(long millis) {
        return at(millis).format(MOMENT);
    }

    /** As in {@code 2026-01-31 12:00:00 to 13:00:00}. */
    String text(Span span) {
        boolean sameDay =
                at(span.fromMillis()).toLocalDate().equals(at(span.toMillis()).toLocalDate());
        return text(span.fromMillis()) + " to " + (sameDay ? at(span.toMillis()).format(TIME) : text(span.toMillis()));
    }

    private LocalDateTime at(long millis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone());
    }
}

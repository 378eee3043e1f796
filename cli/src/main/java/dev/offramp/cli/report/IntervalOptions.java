package dev.offramp.cli.report;

import dev.offramp.cli.terminal.CommandFailure;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which interval is told of, and with which it is compared. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class IntervalOptions {

    private static final String LATELY = "1h";
    private static final String BEFORE = "before";

    @Option(
            names = "--since",
            paramLabel = "SPAN",
            description = "The time up to now: 30min, 1h, 7d (default: " + LATELY + ").")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Or else from when on: 2026-01-31T12:00:00Z, without Z in this machine's time zone, or 12:00 of"
                            + " today.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "And until when (default: now).")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--against",
            paramLabel = "FROM..TO|FILE",
            description = "Compare it with another interval: 09:00..10:00, or '" + BEFORE
                    + "' for the time as long right before it; a measurement with another result of it.")
    private Optional<String> against = Optional.empty();

    /** The interval that is told of. */
    Span span(Times times) {
        long now = times.clock().millis();
        if (from.isEmpty()) {
            if (to.isPresent()) {
                throw new CommandFailure("--to needs --from");
            }
            return new Span(now - Times.span("--since", since.orElse(LATELY)).toMillis(), now);
        }
        if (since.isPresent()) {
            throw new CommandFailure("give either --since or --from");
        }
        return span(
                times,
                "--from",
                from.get(),
                to.map(end -> times.read("--to", end)).orElse(now));
    }

    /** What it is compared with, as it was written. */
    Optional<String> against() {
        return against;
    }

    /** The interval that it is compared with, where one is. */
    Optional<Span> against(Times times, Span span) {
        return against.map(text -> {
            if (text.equals(BEFORE)) {
                return span.before();
            }
            String[] ends = text.split("\\.\\.", -1);
            if (ends.length != 2) {
                throw new CommandFailure("--against " + text + " is no interval, as 09:00..10:00 or " + BEFORE);
            }
            return span(times, "--against", ends[0], times.read("--against", ends[1]));
        });
    }

    private static Span span(Times times, String option, String text, long toMillis) {
        long fromMillis = times.read(option, text);
        if (fromMillis >= toMillis) {
            throw new CommandFailure(option + " " + text + " is " + times.text(fromMillis)
                    + ", and that is not before " + times.text(toMillis)
                    + "; of another day than today, give the date too");
        }
        return new Span(fromMillis, toMillis);
    }
}

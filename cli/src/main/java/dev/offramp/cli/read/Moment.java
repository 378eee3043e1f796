package dev.offramp.cli.read;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times for a person: all of the same width, to the millisecond, in UTC. */
final class Moment {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Moment() {}

    static String of(Instant time) {
        return FORMAT.format(time);
    }
}

package dev.offramp.cli.top;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes moments as a clock on the wall shows them there, eight columns each. */
record Clock(ZoneId zone) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM dd  ", Locale.ROOT);
    private static final long DAY_MILLIS = 86_400_000;

    /** The time of day, or the day where that is long ago. */
    String time(long millis, long nowMillis) {
        DateTimeFormatter format = nowMillis - millis < DAY_MILLIS ? TIME : DAY;
        return format.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}

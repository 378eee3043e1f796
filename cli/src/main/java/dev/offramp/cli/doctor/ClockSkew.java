package dev.offramp.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How far another clock is from ours.
 *
 * @param theirs what it said between two looks at ours
 * @param grain  how exact it says it
 */
record ClockSkew(Instant before, Instant theirs, Instant after, Duration grain) {

    /** Beyond, latencies and deadlines are off by what people notice. */
    private static final Duration NOTICED = Duration.ofSeconds(2);

    /** Beyond, frames are past their deadlines before they are read, policies begin at other times, and certificates may not hold. */
    private static final Duration HARMFUL = Duration.ofSeconds(60);

    private static final double MILLIS = 1000;

    /** What is certain of it: 0 where the answer may have been given at the right time. */
    Duration atLeast() {
        if (theirs.isAfter(after)) {
            return Duration.between(after, theirs);
        }
        Instant latest = theirs.plus(grain);
        return latest.isBefore(before) ? Duration.between(latest, before) : Duration.ZERO;
    }

    /** @param whose as a sentence begins */
    void tell(String whose, Findings findings) {
        Duration skew = atLeast();
        String found = String.format(
                Locale.ROOT,
                "%s is %.1f s %s this machine's",
                whose,
                skew.toMillis() / MILLIS,
                theirs.isAfter(after) ? "ahead of" : "behind");
        String change =
                "set both by the same time servers (chrony, ntpd): deadlines, latencies and when policies begin go by them";
        if (skew.compareTo(HARMFUL) > 0) {
            findings.wrong(found, change);
        } else if (skew.compareTo(NOTICED) > 0) {
            findings.warning(found, change);
        } else {
            findings.ok(whose + " is within " + NOTICED.toSeconds() + " s of this machine's");
        }
    }
}

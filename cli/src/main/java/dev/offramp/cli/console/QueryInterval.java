package dev.offramp.cli.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code from=MILLIS&to=MILLIS}. */
final class QueryInterval {

    private static final Pattern SYNTAX = Pattern.compile("from=([0-9]{1,15})&to=([0-9]{1,15})");

    private QueryInterval() {}

    /** Both bounds; empty where the query says something else. */
    static Optional<long[]> in(String query) {
        Matcher matcher = SYNTAX.matcher(query);
        return matcher.matches()
                ? Optional.of(new long[] {Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))})
                : Optional.empty();
    }
}

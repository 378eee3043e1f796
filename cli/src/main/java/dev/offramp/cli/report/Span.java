package dev.offramp.cli.report;

import dev.offramp.cli.terminal.CommandFailure;

/** An interval of wall-clock time, milliseconds since the epoch; start inclusive, end exclusive. */
record Span(long fromMillis, long toMillis) {

    Span {
        if (fromMillis >= toMillis) {
            throw new CommandFailure("an interval must end after it begins");
        }
    }

    long millis() {
        return toMillis - fromMillis;
    }

    /** As long, and right before this one. */
    Span before() {
        return new Span(fromMillis - millis(), fromMillis);
    }
}

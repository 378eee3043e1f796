package dev.offramp.it.faults;

import java.util.Locale;

/**
 * What a fault did.
 *
 * @param fault       which
 * @param firstMillis from the strike, or its end where it stops the job, until a frame was answered that was published after it
 * @param whenMillis  until all but what is under way was answered
 * @param restarts    of the job; below 0 where another JobManager leads, which has not counted those before
 */
record Aftermath(Fault fault, long firstMillis, long whenMillis, int restarts) {

    static final String HEAD = """
            | what happened | lasted, s | first new answer after, s | caught up after, s | restarts of the job |
            |---|---|---|---|---|
            """;

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f%s | %.1f | %s |",
                fault.name(),
                fault.lasting().toSeconds(),
                firstMillis / 1e3,
                fault.stops() ? " from its end" : "",
                whenMillis / 1e3,
                restarts < 0 ? "–" : restarts);
    }
}

package dev.offramp.cli.doctor;

import java.util.Locale;

/** What a check comes to. */
enum Verdict {
    OK,
    /** The job runs, and something will be worse than it could be, or could not be seen. */
    WARNING,
    /** The job does not run, or loses what it must not lose. */
    WRONG,
    /** Not looked at, for something else is wrong or was not given. */
    SKIPPED;

    String spoken() {
        return name().toLowerCase(Locale.ROOT);
    }
}

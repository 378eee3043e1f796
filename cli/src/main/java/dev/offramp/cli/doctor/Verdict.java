package dev.offramp.cli.doctor;

import java.util.List;
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

    /** How many of the findings come to it. */
    long countIn(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.verdict() == this).count();
    }

    String spoken() {
        return name().toLowerCase(Locale.ROOT);
    }
}

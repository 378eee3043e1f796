package dev.offramp.cli.doctor;

import java.util.List;

/** What a check says of something, as lines. */
final class Found {

    private Found() {}

    static <T> List<String> by(Check<T> check, T on) {
        Findings findings = new Findings(check.name());
        check.examine(on, findings);
        return findings.all().stream().map(Finding::line).toList();
    }
}

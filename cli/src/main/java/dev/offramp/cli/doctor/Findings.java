package dev.offramp.cli.doctor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What one check has found so far. A check whose time is over may still add to it: nobody reads that. */
final class Findings {

    private final String check;
    private final List<Finding> all = new CopyOnWriteArrayList<>();

    Findings(String check) {
        this.check = check;
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    void ok(String found) {
        add(Verdict.OK, found, "");
    }

    /** The same, unless something was found before. */
    void okOtherwise(String found) {
        if (all.isEmpty()) {
            ok(found);
        }
    }

    void warning(String found, String change) {
        add(Verdict.WARNING, found, change);
    }

    void wrong(String found, String change) {
        add(Verdict.WRONG, found, change);
    }

    void skipped(String because) {
        add(Verdict.SKIPPED, because, "");
    }

    private void add(Verdict verdict, String found, String change) {
        all.add(new Finding(check, verdict, found.strip().replace('\n', ' '), change));
    }
}

package dev.offramp.job;

import java.util.List;

/** Settings with which the job cannot start, with everything that is wrong with them. */
public final class SettingsException extends Exception {

    private static final long serialVersionUID = 1;

    private final List<String> problems;

    public SettingsException(List<String> problems) {
        super("the job cannot start:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence a problem. */
    public List<String> problems() {
        return problems;
    }
}

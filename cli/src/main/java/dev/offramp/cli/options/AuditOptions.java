package dev.offramp.cli.options;

import dev.offramp.policy.Succession;
import picocli.CommandLine.Option;

/** Who answers for a change, and why it is made. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AuditOptions {

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who is named with it (default: you).")
    private String author;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why, for whoever reads the topic later: up to " + Audit.LONGEST_REASON + " characters.",
            converter = Audit.Reason.class)
    private String reason;

    public String author() {
        return author;
    }

    /** Empty where nothing was said. */
    public String reason() {
        return reason;
    }

    /** A change that holds until it is changed again. */
    public Succession set() {
        return Succession.by(author).because(reason);
    }

    /** A change from which the job's steering may go on. */
    public Succession released() {
        return Succession.releasedBy(author).because(reason);
    }
}

package dev.offramp.cli.policy;

import picocli.CommandLine.Option;

/** Who answers for a change. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
final class AuthorOption {

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who is named with it (default: you).")
    private String name;

    String name() {
        return name;
    }
}

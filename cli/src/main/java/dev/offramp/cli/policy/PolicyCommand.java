package dev.offramp.cli.policy;

import picocli.CommandLine.Command;

/** The policies of a running job, one subcommand each. */
@Command(
        name = "policy",
        description = "Show, change and watch the policies that a job obeys; it needs no restart.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PolicyShowCommand.class,
            PolicySetCommand.class,
            PolicyRemoveCommand.class,
            PolicyReleaseCommand.class,
            PolicyWatchCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp policy show",
            "  ./offramp policy set --default --loss 0.5%%",
            "  ./offramp policy set --group lobby- --cost 6M --deadline 50ms --valid-from +30s",
            "  ./offramp policy remove --group lobby-",
            "  ./offramp policy watch --for 1min",
            ""
        })
public final class PolicyCommand {}

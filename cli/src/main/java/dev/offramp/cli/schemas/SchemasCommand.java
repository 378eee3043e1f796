package dev.offramp.cli.schemas;

import picocli.CommandLine.Command;

/** The schemas of the topics in a registry. */
@Command(
        name = "schemas",
        description = "Register the schemas of the topics in a schema registry, or say which it has.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {SchemasRegisterCommand.class, SchemasListCommand.class},
        commandListHeading = "%nCommands:%n")
public final class SchemasCommand {}

package dev.offramp.cli.bundle;

import picocli.CommandLine.Command;

/** Signs and verifies model bundles. */
@Command(
        name = "bundle",
        description = "Sign a model bundle, or say whether one is whole and whose it is.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BundleSignCommand.class, BundleVerifyCommand.class},
        commandListHeading = "%nCommands:%n")
public final class BundleCommand {}

package dev.offramp.cli.image;

import picocli.CommandLine.Command;

/** Container images. */
@Command(
        name = "image",
        description = "Build container images: Flink with the job and its bundles, and the commands of people.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ImageBuildCommand.class,
        commandListHeading = "%nCommands:%n")
public final class ImageCommand {}

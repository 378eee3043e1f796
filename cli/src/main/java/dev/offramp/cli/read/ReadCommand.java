package dev.offramp.cli.read;

import picocli.CommandLine.Command;

/** The topics of a job for people and programs, one subcommand each. */
@Command(
        name = "read",
        description = "Read the topics of a job: as text, JSON, CSV or an Avro file.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ReadAnswersCommand.class,
            ReadRejectsCommand.class,
            ReadWindowsCommand.class,
            ReadStatesCommand.class,
            ReadFramesCommand.class
        },
        footer = {
            "",
            "Each prints the last 10 records of its topic and ends, unless told otherwise. It is in no consumer group, and sees of"
                    + " what the job writes only what is committed. './offramp policy show' reads the policies.",
            "",
            "Examples:",
            "  ./offramp read answers",
            "  ./offramp read answers --stream camera-0 --follow",
            "  ./offramp read rejects --since 5m --format json",
            "  ./offramp read windows --from-beginning --format avro --out windows.avro",
            ""
        })
public final class ReadCommand {}

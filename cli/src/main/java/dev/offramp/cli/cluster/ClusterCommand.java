package dev.offramp.cli.cluster;

import picocli.CommandLine.Command;

/** A real cluster on one machine, one subcommand each. */
@Command(
        name = "cluster",
        description = {
            "Run a real cluster of separate processes on this machine, and see what it survives: brokers, ZooKeeper,"
                    + " JobManagers, TaskManagers.",
            "",
            "The job's jar, its settings and Flink's are those of any cluster. Logs, checkpoints and savepoints are in"
                    + " runs/cluster, or where OFFRAMP_CLUSTER_DIR says."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            SubmitCommand.class,
            ScaleCommand.class,
            KillCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            CutCommand.class,
            MendCommand.class,
            StartCommand.class,
            DownCommand.class
        },
        footer = {
            "",
            "Example:",
            "  ./offramp cluster up --brokers 3 --jobmanagers 2 --taskmanagers 2",
            "  ./offramp cluster submit --bundle model-artifacts/bundles/fashion-mnist-branchy",
            "  ./offramp cluster kill jobmanager-1",
            "  ./offramp cluster status",
            "  ./offramp cluster down",
            ""
        })
public final class ClusterCommand {}

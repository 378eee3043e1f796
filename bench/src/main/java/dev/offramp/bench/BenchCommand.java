package dev.offramp.bench;

import dev.offramp.cli.AddedCommand;
import picocli.CommandLine.Command;

/** The measurements, one subcommand each. */
@Command(
        name = "bench",
        description = "Measure the job side by side with what it could be.",
        synopsisSubcommandLabel = "MEASUREMENT",
        subcommands = {
            EfficiencyCommand.class,
            ExitsCommand.class,
            PeersCommand.class,
            RebatchingCommand.class,
            BalanceCommand.class,
            LatencyCommand.class,
            ScalingCommand.class,
            PlanCheckCommand.class,
            BrownoutCommand.class,
            DeadlinesCommand.class,
            DecodeCommand.class,
            CamerasCommand.class,
            ProfileCommand.class,
            AllCommand.class
        })
public final class BenchCommand implements AddedCommand {}

package dev.offramp.cli.bundle;

import picocli.CommandLine.Command;

/** Model bundles: signed and verified as files, and changed in a running job. */
@Command(
        name = "bundle",
        description = "Sign and verify a model bundle; show, change and watch which ones a running job serves.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BundleSignCommand.class,
            BundleVerifyCommand.class,
            BundleShowCommand.class,
            BundlePushCommand.class,
            BundleCanaryCommand.class,
            BundleShadowCommand.class,
            BundlePromoteCommand.class,
            BundleRollbackCommand.class,
            BundleWithdrawCommand.class,
            BundleWatchCommand.class
        },
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle push ./fashion-2.0.0 --config job.yaml --wait",
            "  ./offramp bundle canary ./fashion-2.0.0 --share 5%% --config job.yaml",
            "  ./offramp bundle rollback --config job.yaml",
            ""
        })
public final class BundleCommand {}

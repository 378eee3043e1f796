package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
            CutCommand.class,
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
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class ClusterCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            description = "Kill a process at once, as a machine that breaks does (SIGKILL).",
            footer = {"", "Example:", "  ./offramp cluster kill taskmanager-1", ""})
    int kill(@Mixin MemberOptions process) {
        return process.alone((cluster, member) -> {
            Signals.kill(member);
            say("%s is dead; './offramp cluster start %s' starts it again.", member.name(), member.name());
        });
    }

    @Command(
            description =
                    "Stop a process where it is, as a machine that hangs does: it keeps its connections and says nothing.",
            footer = {"", "Example:", "  ./offramp cluster pause broker-2", ""})
    int pause(@Mixin MemberOptions process) {
        return process.alone((cluster, member) -> {
            Signals.pause(member);
            say("%s is paused; './offramp cluster resume %s' lets it go on.", member.name(), member.name());
        });
    }

    @Command(
            description = "Let a paused process go on.",
            footer = {"", "Example:", "  ./offramp cluster resume broker-2", ""})
    int resume(@Mixin MemberOptions process) {
        return process.alone((cluster, member) -> {
            Signals.resume(member);
            say("%s goes on.", member.name());
        });
    }

    @Command(
            description = "Undo every cut of a process.",
            footer = {"", "Example:", "  ./offramp cluster mend broker-2", ""})
    int mend(@Mixin MemberOptions process) {
        return process.alone((cluster, member) -> {
            cluster.mend(member);
            say("%s is reached by all again.", member.name());
        });
    }

    @Command(
            description =
                    "Start a dead process again, with what it had on disk; several brokers at once, as they wait for each other.",
            footer = {
                "",
                "Examples:",
                "  ./offramp cluster start jobmanager-1",
                "  ./offramp cluster start broker-2 broker-3",
                ""
            })
    int start(@Mixin MemberOptions process) {
        return process.together((cluster, members) -> cluster.start(members, screen()));
    }

    private void say(String format, Object... arguments) {
        screen().line(format, arguments);
    }

    private Screen screen() {
        return Screen.on(spec.commandLine().getOut());
    }
}

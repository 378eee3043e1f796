package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Screen;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Cuts a process of the cluster off. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "cut",
        description = {
            "Cut the network of a process, as a cable that is pulled: nothing reaches it, and nobody is told.",
            "",
            "The cluster must have been started with --isolated."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp cluster cut broker-1",
            "  ./offramp cluster cut taskmanager-1 --from taskmanager-2",
            ""
        })
final class CutCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "OTHER", description = "From this process alone (default: from all).")
    private Optional<String> from;

    @Mixin
    private MemberOptions process;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        return process.alone((cluster, member) -> {
            cluster.cut(member, from.map(cluster::member));
            screen.line(
                    "%s is cut off%s; './offramp cluster mend %s' joins it again.",
                    member.name(), from.map(other -> " from " + other).orElse(""), member.name());
        });
    }
}

package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the processes of a cluster. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "status",
        description =
                "Show the processes of the cluster. Ends with 0 where all live, with 1 where one is dead or paused, with 3 where there is"
                        + " no cluster.",
        footer = {"", "Example:", "  ./offramp cluster status", ""})
final class StatusCommand implements Callable<Integer> {

    private static final int NO_CLUSTER = 3;
    private static final int MEGABYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FolderOption at;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        ClusterFolder folder = at.folder();
        Optional<RunningCluster> found =
                RunningCluster.find(folder).filter(cluster -> !cluster.members().isEmpty());
        if (found.isEmpty()) {
            screen.line("Nothing runs in %s.", folder.path());
            return NO_CLUSTER;
        }
        RunningCluster cluster = found.get();
        screen.line("%-15s  %-7s  %9s  %8s  %8s  %s", "process", "state", "pid", "for", "memory", "address");
        for (Member member : cluster.members()) {
            ProcessState state = ProcessState.of(member);
            boolean lives = state.condition() != ProcessState.Condition.DEAD;
            screen.line(
                    "%-15s  %-7s  %9s  %8s  %8s  %s",
                    member.name(),
                    state.condition().word(),
                    lives ? member.pid() : "-",
                    lives ? Figures.span(state.age()) : "-",
                    lives ? state.residentBytes() / MEGABYTE + " MB" : "-",
                    member.ports().isEmpty() ? "-" : member.address());
        }
        if (!cluster.members(Role.BROKER).isEmpty()) {
            screen.line("Kafka: %s", cluster.bootstrapServers());
        }
        screen.line("Logs: %s", folder.folder("log"));
        boolean isWhole = cluster.members().stream()
                .allMatch(member -> ProcessState.of(member).condition() == ProcessState.Condition.LIVES);
        return isWhole ? 0 : 1;
    }
}

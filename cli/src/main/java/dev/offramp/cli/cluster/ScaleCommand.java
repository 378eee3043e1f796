package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Screen;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes how many TaskManagers a cluster has. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "scale",
        description = {
            "Start TaskManagers, or end the newest ones, until so many live; dead ones are forgotten.",
            "",
            "With 'up -D jobmanager.scheduler=adaptive' a job lets go of slots that leave, and takes those that come, up to the"
                    + " --parallelism that it was submitted with; else it waits for slots when it loses some."
        },
        footer = {"", "Example:", "  ./offramp cluster scale 4", ""})
final class ScaleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "N", description = "TaskManagers.")
    private int wanted;

    @Mixin
    private FolderOption at;

    @Override
    public Integer call() {
        if (wanted < 1) {
            throw new ParameterException(spec.commandLine(), "there must be one TaskManager at least");
        }
        Screen screen = Screen.on(spec.commandLine().getOut());
        ClusterFolder folder = at.folder();
        folder.alone(() -> {
            RunningCluster cluster = RunningCluster.in(folder);
            List<Member> dead = cluster.members(Role.TASKMANAGER).stream()
                    .filter(member -> !member.isAlive())
                    .toList();
            dead.forEach(cluster::dismiss);
            List<Member> alive = cluster.members(Role.TASKMANAGER);
            for (int surplus = alive.size() - 1; surplus >= wanted; surplus--) {
                cluster.dismiss(alive.get(surplus));
                screen.line("%s has ended", alive.get(surplus).name());
            }
            for (int i = alive.size(); i < wanted; i++) {
                cluster.start(new ClusterParts(folder, cluster).taskManager(), screen);
            }
        });
        return 0;
    }
}

package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a cluster. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "down",
        description =
                "End all processes of the cluster. Its logs, topics and checkpoints stay until the next 'up', its savepoints for ever.",
        footer = {"", "Example:", "  ./offramp cluster down", ""})
final class DownCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private FolderOption at;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        ClusterFolder folder = at.folder();
        folder.alone(() -> {
            RunningCluster.find(folder).ifPresent(cluster -> cluster.down(screen));
        });
        screen.line("Nothing runs.");
        return 0;
    }
}

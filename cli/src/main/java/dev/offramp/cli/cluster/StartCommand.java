package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts a dead process of the cluster again. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "start",
        description = "Start a dead process again, with what it had on disk.",
        footer = {"", "Example:", "  ./offramp cluster start jobmanager-1", ""})
final class StartCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private MemberOptions process;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        process.alone((cluster, member) -> {
            cluster.start(member, screen);
        });
        return 0;
    }
}

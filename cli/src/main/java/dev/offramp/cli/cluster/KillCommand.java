package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Kills a process of the cluster. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "kill",
        description = "Kill a process at once, as a machine that breaks does (SIGKILL).",
        footer = {"", "Example:", "  ./offramp cluster kill taskmanager-1", ""})
final class KillCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private MemberOptions process;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        process.alone((cluster, member) -> {
            Signals.kill(member);
            screen.line("%s is dead; './offramp cluster start %s' starts it again.", member.name(), member.name());
        });
        return 0;
    }
}

package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops a process of the cluster where it is. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "pause",
        description =
                "Stop a process where it is, as a machine that hangs does: it keeps its connections and says nothing.",
        footer = {"", "Example:", "  ./offramp cluster pause broker-2", ""})
final class PauseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private MemberOptions process;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        process.alone((cluster, member) -> {
            Signals.pause(member);
            screen.line("%s is paused; './offramp cluster resume %s' lets it go on.", member.name(), member.name());
        });
        return 0;
    }
}

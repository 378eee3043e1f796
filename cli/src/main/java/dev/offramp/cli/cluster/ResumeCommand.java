package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets a paused process of the cluster go on. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "resume",
        description = "Let a paused process go on.",
        footer = {"", "Example:", "  ./offramp cluster resume broker-2", ""})
final class ResumeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private MemberOptions process;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        process.alone((cluster, member) -> {
            Signals.resume(member);
            screen.line("%s goes on.", member.name());
        });
        return 0;
    }
}

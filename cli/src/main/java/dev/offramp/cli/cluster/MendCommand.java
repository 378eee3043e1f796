package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Joins a process to the network again. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "mend",
        description = "Undo every cut of a process.",
        footer = {"", "Example:", "  ./offramp cluster mend broker-2", ""})
final class MendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private MemberOptions process;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        process.alone((cluster, member) -> {
            cluster.mend(member);
            screen.line("%s is reached by all again.", member.name());
        });
        return 0;
    }
}

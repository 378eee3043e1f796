package dev.offramp.cli.cluster;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts processes that go on when the command ends: in a session of their own, so that no Ctrl-C reaches them. */
final class Launch {

    private Launch() {}

    /**
     * Java as this process has it.
     *
     * @param within what the command begins with
     */
    static List<String> java(List<String> within, List<String> arguments) {
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of("setsid", javaProgram()));
        command.addAll(arguments);
        return List.copyOf(command);
    }

    static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Starts a member anew; what it prints is appended. */
    static Member start(Member member, ClusterFolder folder) {
        var builder = new ProcessBuilder(member.command())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.output(member.name()).toFile()));
        try {
            return member.startedAs(builder.start().pid());
        } catch (IOException failure) {
            throw new CommandFailure(member.name() + " cannot be started: " + failure.getMessage(), failure);
        }
    }
}

package dev.offramp.bench;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One command of this command line in a process of its own, with the settings of this one: what ran before has neither warmed
 * it up nor filled its memory.
 */
record FreshProcess(List<String> arguments) {

    private static final String MAIN_CLASS = "dev.offramp.cli.Offramp";

    /** The program and its arguments. */
    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS));
        command.addAll(arguments);
        return command;
    }

    /** Runs it to its end, its output going where this one's goes; returns its exit code. */
    int run() {
        try {
            return new ProcessBuilder(command()).inheritIO().start().waitFor();
        } catch (IOException failure) {
            throw new CommandFailure("no process could be started: " + failure.getMessage(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for " + String.join(" ", arguments), stopped);
        }
    }
}

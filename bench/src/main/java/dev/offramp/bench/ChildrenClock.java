package dev.offramp.bench;

import dev.offramp.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time of processes that this one started and has waited for, and of theirs, as Linux counts it. */
final class ChildrenClock {

    private static final Path STAT = Path.of("/proc/self/stat");

    /** Of Linux on every platform that it runs on, as user space is told. */
    private static final double TICKS_A_SECOND = 100;

    /** Behind the name, which is in brackets and may hold spaces. */
    private static final int USER_TICKS = 13;

    private static final int SYSTEM_TICKS = 14;

    private ChildrenClock() {}

    /** Runs a program to its end, its output thrown away, and says how many seconds of a core it took. */
    static double secondsOf(List<String> command) {
        double before = seconds();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new CommandFailure(String.join(" ", command) + " ended with " + exit);
            }
        } catch (IOException failure) {
            throw new CommandFailure(command.get(0) + " could not be started: " + failure.getMessage(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while waiting for " + String.join(" ", command), stopped);
        }
        return seconds() - before;
    }

    private static double seconds() {
        try {
            String stat = Files.readString(STAT);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_A_SECOND;
        } catch (IOException failure) {
            throw new CommandFailure(STAT + " cannot be read; processor time is measured on Linux only", failure);
        }
    }
}

package dev.offramp.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process began, as only it did: the system gives its number to others again, clocks are set, and machines start anew.
 *
 * @param boot  which start of the machine
 * @param ticks of the system's clock since then
 */
record ProcessBirth(String boot, long ticks) {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int STATE = 0;
    private static final int START = 19; // fields behind the name, which is in brackets and may hold anything: proc(5)

    /** Of the process with this number; empty where there is none, or only what is left of one that nobody has asked after. */
    static Optional<ProcessBirth> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean isGone = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return isGone
                    ? Optional.empty()
                    : Optional.of(new ProcessBirth(Files.readString(BOOT).strip(), Long.parseLong(fields[START])));
        } catch (IOException noSuchProcess) {
            return Optional.empty();
        }
    }
}

package dev.offramp.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the system says of a process.
 *
 * @param residentBytes memory that it holds; 0 where that is not known
 */
record ProcessState(Condition condition, long residentBytes) {

    /** Whether it works. */
    enum Condition {
        LIVES,
        PAUSED,
        DEAD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int KILOBYTE = 1024;

    static ProcessState of(Member member) {
        if (!member.isAlive()) {
            return new ProcessState(Condition.DEAD, 0);
        }
        Path status = Path.of("/proc", Long.toString(member.pid()), "status");
        Condition condition = Condition.LIVES;
        long resident = 0;
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("State:") && line.contains("T (stopped)")) {
                    condition = Condition.PAUSED;
                } else if (line.startsWith("VmRSS:")) {
                    resident = KILOBYTE * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException noSuchSystem) {
            return new ProcessState(Condition.LIVES, 0);
        }
        return new ProcessState(condition, resident);
    }
}

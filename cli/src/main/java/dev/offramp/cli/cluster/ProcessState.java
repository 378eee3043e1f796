package dev.offramp.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What the system says of a process.
 *
 * @param age           since it was started
 * @param residentBytes memory that it holds; 0 where that is not known
 */
record ProcessState(Condition condition, Duration age, long residentBytes) {

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
        return member.process().map(ProcessState::of).orElse(new ProcessState(Condition.DEAD, Duration.ZERO, 0));
    }

    private static ProcessState of(ProcessHandle process) {
        Duration age = process.info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
        Condition condition = Condition.LIVES;
        long resident = 0;
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                if (line.startsWith("State:") && line.contains("T (stopped)")) {
                    condition = Condition.PAUSED;
                } else if (line.startsWith("VmRSS:")) {
                    resident = KILOBYTE * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException justEnded) {
            return new ProcessState(Condition.DEAD, Duration.ZERO, 0);
        }
        return new ProcessState(condition, age, resident);
    }
}

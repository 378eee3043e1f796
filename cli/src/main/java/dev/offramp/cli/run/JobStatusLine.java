package dev.offramp.cli.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;

/**
 * What a JobManager says of one of its jobs.
 *
 * @param state as Flink names it, as in {@code RUNNING}
 */
record JobStatusLine(String id, String name, String state, Instant since, int runningTasks, int tasks) {

    static final Comparator<JobStatusLine> NEWEST_FIRST =
            Comparator.comparing(JobStatusLine::since).reversed();

    private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

    /** Whether it can still be stopped. */
    boolean isAlive() {
        return !ENDED.contains(state);
    }

    boolean isWhollyRunning() {
        return tasks > 0 && runningTasks == tasks;
    }

    Duration age(Instant now) {
        return Duration.between(since, now);
    }
}

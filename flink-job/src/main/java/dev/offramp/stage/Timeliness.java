package dev.offramp.stage;

import dev.offramp.policy.Limits;

/**
 * Whether a stage can still be in time with a sample, learnt from what it took lately. The first stage takes everybody: there
 * is no answer yet to leave with. Not thread-safe.
 */
final class Timeliness {

    private final RecentTimes waitAndRun = new RecentTimes();
    private final RecentTimes run = new RecentTimes();

    /** Whether a sample that arrives now would be late, having waited for its batch and run. */
    boolean isTooLateToWait(InFlight sample, long nowMillis, long nowNanos) {
        return isLate(sample, nowMillis, waitAndRun, nowNanos);
    }

    /** Whether a sample whose batch is about to run would be late. */
    boolean isTooLateToRun(InFlight sample, long nowMillis, long nowNanos) {
        return isLate(sample, nowMillis, run, nowNanos);
    }

    /** A batch took so long. */
    void ran(long micros, long nowNanos) {
        run.add(micros, nowNanos);
    }

    /** A sample took so long from its arrival until its exit can decide. */
    void waitedAndRan(long micros, long nowNanos) {
        waitAndRun.add(micros, nowNanos);
    }

    private static boolean isLate(InFlight sample, long nowMillis, RecentTimes needed, long nowNanos) {
        long due = sample.dueMillis();
        if (due == Limits.NONE || sample.journey().visits().isEmpty()) {
            return false;
        }
        return due - nowMillis <= needed.high(nowNanos) / 1000;
    }
}

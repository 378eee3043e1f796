package dev.offramp.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether the JobManager's clock goes as ours. */
record FlinkClock(InstantSource ours) implements Check<Flink> {

    @Override
    public String name() {
        return "flink's clock";
    }

    @Override
    public void examine(Flink flink, Findings findings) {
        Instant before = ours.instant();
        Optional<Instant> theirs = flink.rest().clock();
        Instant after = ours.instant();
        theirs.ifPresentOrElse(
                time -> new ClockSkew(before, time, after, Duration.ofSeconds(1))
                        .tell("the JobManager's clock (TaskManagers do not tell theirs)", findings),
                () -> findings.skipped("its web pages, which alone tell the time, are off"));
    }
}

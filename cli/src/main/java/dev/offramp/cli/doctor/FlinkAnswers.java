package dev.offramp.cli.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Whether a Flink cluster answers. */
final class FlinkAnswers implements Check<URI> {

    private Optional<Flink> flink = Optional.empty();

    @Override
    public String name() {
        return "flink";
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(50); // four questions of ten seconds each
    }

    /** The one that answered. */
    Optional<Flink> flink() {
        return flink;
    }

    @Override
    public void examine(URI address, Findings findings) {
        Flink found = Flink.at(address); // a failure says what to change
        flink = Optional.of(found);
        findings.ok("a JobManager with " + found.taskManagers().size() + " TaskManagers answers at " + address);
    }
}

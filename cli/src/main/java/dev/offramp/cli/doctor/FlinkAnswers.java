package dev.offramp.cli.doctor;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** Whether a Flink cluster answers. */
final class FlinkAnswers implements Check<URI> {

    private final Configuration access;

    private Optional<Flink> flink = Optional.empty();

    /** @param access how it is asked */
    FlinkAnswers(Configuration access) {
        this.access = access;
    }

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
        Flink found = Flink.at(address, access); // a failure says what to change
        flink = Optional.of(found);
        findings.ok("a JobManager with " + found.taskManagers().size() + " TaskManagers answers at " + address);
    }
}

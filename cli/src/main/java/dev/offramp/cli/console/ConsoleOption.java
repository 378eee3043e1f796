package dev.offramp.cli.console;

import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.job.Settings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a command that starts a job serves its live page too. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class ConsoleOption {

    @Option(names = "--no-console", description = "Serve no live page about the job.")
    private boolean none;

    /** Starts the page of a job that was started here, unless none is wanted. */
    public Optional<Console> start(Settings settings, FlinkRest cluster, String job) {
        return none ? Optional.empty() : Optional.of(Console.start(ConsoleSettings.ofJob(settings, cluster, job)));
    }
}

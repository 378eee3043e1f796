package dev.offramp.bench;

import dev.offramp.bench.report.Report;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures where the core time of a sample goes. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "profile",
        sortOptions = false,
        description = {
            "Where the time goes: core time of a sample by the threads that took it (stages and exits, decoding, answers, Kafka"
                    + " clients, broker, Flink, JVM), beside that of a bare loop over the same stages, and whose code the threads"
                    + " of the job are in when they are in Java.",
            "",
            "First under the bundle's policy, then with all early exits closed. Stacks are sampled by the JDK's Flight Recorder;"
                    + " all of them go to profile.collapsed, beside the report, for flame graph tools."
        },
        footer = {"", "Example:", "  ./offramp bench profile --seconds 10", ""})
final class ProfileCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions common;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "About how long the job is watched under each policy (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Override
    public Integer call() throws IOException {
        if (!(seconds > 0)) {
            throw new CommandFailure("--seconds must be above 0, was " + seconds);
        }
        Screen screen = common.begin();
        try (LocalSystem system = common.start()) {
            Profile profile = new Profile(
                    system, common.pictures(system.plan().settings().bundle()), common.warmUp(), seconds, screen);
            finish(new ProfileReport(profile.measure()), system, screen);
        }
        return 0;
    }

    private void finish(ProfileReport profile, LocalSystem system, Screen screen) throws IOException {
        Report report = profile.of(system.plan());
        common.finish(report, screen);
        Path stacks = common.folder().path().resolve(report.benchmark() + ".collapsed");
        Files.write(stacks, profile.collapsed());
        screen.line("Stacks: " + stacks);
    }
}

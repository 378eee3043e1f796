package dev.offramp.cli.demo;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.local.PlayedBundle;
import dev.offramp.cli.local.TestPictures;
import dev.offramp.cli.publish.FolderLabels;
import dev.offramp.cli.publish.FrameFiles;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the whole system on this machine: broker, cluster, job, pictures in, answers out. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "demo",
        sortOptions = false,
        description = {
            "Run the whole system on this machine, and see what early exits save.",
            "",
            "Starts a Kafka broker and a Flink cluster in this process, runs the job, publishes the 10,000 Fashion-MNIST test"
                    + " pictures from 32 streams, and reads the answers; then closes all early exits of the running job and"
                    + " does the same again. Ends with 0 if every picture of both runs was answered exactly once."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp demo",
            "  ./offramp demo --images ~/Pictures",
            "  ./offramp demo --keep",
            ""
        })
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Classify your own pictures instead: a folder or a zip archive.")
    private Optional<Path> images;

    @Option(names = "--keep", description = "Leave everything up afterwards, until Ctrl-C, and say how to reach it.")
    private boolean keep;

    @Mixin
    private PlayedBundle bundle;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of the job (default: the machine's cores).")
    private Optional<Integer> parallelism;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Test pictures to play (default: all ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the job or of Flink; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        check("--limit", limit);
        parallelism.ifPresent(subtasks -> check("--parallelism", subtasks));
        var screen = Screen.on(spec.commandLine().getOut());
        boolean good = images.isPresent() ? classify(images.get(), screen) : compare(screen);
        return good ? 0 : 1;
    }

    private void check(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, was " + value);
        }
    }

    private boolean compare(Screen screen) {
        screen.line("Encoding the test pictures as PNG ...");
        var pictures = TestPictures.encode(limit);
        try (var system = start(screen)) {
            boolean good = new OpenAndClosed(system, pictures, screen).play();
            NextSteps.LINES.forEach(screen::line);
            keepIfWanted(system, screen);
            return good;
        }
    }

    private boolean classify(Path source, Screen screen) throws IOException {
        try (var files = FrameFiles.open(source, Optional.empty(), FolderLabels.ofBundle(bundle.folder()))) {
            files.requireAny(source);
            return classify(files, screen);
        }
    }

    private boolean classify(FrameFiles files, Screen screen) {
        try (var system = start(screen)) {
            boolean good = new OwnPictures(system, files, screen).classify();
            keepIfWanted(system, screen);
            return good;
        }
    }

    private LocalSystem start(Screen screen) {
        int subtasks = parallelism.orElse(Runtime.getRuntime().availableProcessors());
        screen.line("Starting a Kafka broker, a Flink cluster and the job in this process ...");
        var system = LocalSystem.start(bundle.folder(), subtasks, overrides);
        system.description().forEach(screen::line);
        return system;
    }

    private void keepIfWanted(LocalSystem system, Screen screen) {
        if (keep) {
            NextSteps.whileKept(system).forEach(screen::line);
            system.job().awaitEnd();
        }
    }
}

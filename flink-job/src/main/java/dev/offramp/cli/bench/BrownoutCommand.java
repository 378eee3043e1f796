package dev.offramp.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.local.Home;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.local.Machine;
import dev.offramp.cli.local.TestPictures;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what steering does in a step of load. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "brownout",
        sortOptions = false,
        description = {
            "A step of load, from 50 % to 200 % (or more) of what the job manages with all early exits closed, and back, while steering"
                    + " holds a latency.",
            "",
            "Measures that full-depth capacity first, then plays the load in an open loop: frames are published on time whether"
                    + " the job keeps up or not. Says what became of latency, lag and accuracy, and draws it."
        })
final class BrownoutCommand implements Callable<Integer> {

    private static final int TEST_PICTURES = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--bundle", paramLabel = "DIR", description = "Model bundle (default: " + Home.BUNDLE + ").")
    private Optional<Path> bundle;

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            defaultValue = "1000",
            description = "The 95th percentile of latency to hold, in milliseconds (default: ${DEFAULT-VALUE}).")
    private long latencyMillis;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Length of the first phase; the overload is twice as long, the recovery half as long again"
                    + " (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--overload",
            paramLabel = "PERCENT",
            defaultValue = "200",
            description = "Load of the second phase, of the full-depth capacity (default: ${DEFAULT-VALUE}).")
    private int overload;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "4",
            description = "Rounds of 10,000 pictures before the capacity is measured (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks and threads (default: the machine's cores).")
    private Optional<Integer> parallelism;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the job or of Flink; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where brownout.json and brownout.png go (default: runs/bench).")
    private Optional<Path> out;

    @Override
    public Integer call() throws IOException {
        if (seconds < 5 || overload < 1 || warmUp < 1 || latencyMillis < 1) {
            throw new CommandFailure("--seconds must be at least 5, --overload, --warm-up and --latency at least 1");
        }
        Screen screen = Screen.on(spec.commandLine().getOut());
        screen.line(Machine.description());
        List<Picture> pictures = TestPictures.encode(TEST_PICTURES);
        int subtasks = parallelism.orElse(Runtime.getRuntime().availableProcessors());
        List<String> settings = new ArrayList<>(List.of("steer.latency-p95=" + latencyMillis + " ms"));
        settings.addAll(overrides);
        try (LocalSystem system = LocalSystem.start(bundle.orElse(Home.bundle()), subtasks, settings)) {
            Brownout brownout = new Brownout(system, pictures, warmUp, seconds, overload, screen);
            report(brownout.play(Duration.ofMillis(latencyMillis)), screen);
        }
        return 0;
    }

    private void report(BrownoutResult result, Screen screen) throws IOException {
        result.lines().forEach(screen::line);
        Path folder = out.orElse(Home.folder().resolve("runs/bench"));
        Files.createDirectories(folder);
        ObjectMapper mapper = new ObjectMapper();
        mapper.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("brownout.json").toFile(), result.json(mapper));
        BrownoutChart.draw(result, folder.resolve("brownout.png"));
        screen.line("");
        screen.line("Rows: " + folder.resolve("brownout.json"));
        screen.line("Picture: " + folder.resolve("brownout.png"));
    }
}

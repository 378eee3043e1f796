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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how many deadlines are met, and what that costs in accuracy. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "deadlines",
        sortOptions = false,
        description = {
            "Deadlines at 80 % of what the job manages with all early exits closed: how many answers come in time, how many had"
                    + " to leave early for it, and what accuracy that cost.",
            "",
            "All early exits stay closed, so that only deadlines let a sample leave early. The load is an open loop; a deadline"
                    + " counts from the frame's creation to the exit's decision. 'first exit' is the 99th percentile of the"
                    + " time until there is any answer: no shorter deadline can be met."
        })
final class DeadlinesCommand implements Callable<Integer> {

    private static final int TEST_PICTURES = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--bundle", paramLabel = "DIR", description = "Model bundle (default: " + Home.BUNDLE + ").")
    private Optional<Path> bundle;

    @Option(
            names = "--deadlines",
            paramLabel = "MILLIS",
            split = ",",
            defaultValue = "1000,400,200,100,60",
            description = "Milliseconds, comma-separated (default: ${DEFAULT-VALUE}).")
    private List<Long> deadlines = new ArrayList<>();

    @Option(
            names = "--load",
            paramLabel = "PERCENT",
            defaultValue = "80",
            description = "Of the full-depth capacity (default: ${DEFAULT-VALUE}).")
    private int load;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Length of the load for each deadline (default: ${DEFAULT-VALUE}).")
    private int seconds;

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
            paramLabel = "FILE",
            description = "Write the rows as JSON (default: runs/bench/deadlines.json).")
    private Optional<Path> out;

    @Override
    public Integer call() throws IOException {
        if (seconds < 4 || warmUp < 1 || load < 1 || deadlines.stream().anyMatch(millis -> millis < 1)) {
            throw new CommandFailure("--seconds must be at least 4, --warm-up, --load and --deadlines at least 1");
        }
        Screen screen = Screen.on(spec.commandLine().getOut());
        screen.line(Machine.description());
        List<Picture> pictures = TestPictures.encode(TEST_PICTURES);
        int subtasks = parallelism.orElse(Runtime.getRuntime().availableProcessors());
        try (LocalSystem system = LocalSystem.start(bundle.orElse(Home.bundle()), subtasks, overrides)) {
            Deadlines bench = new Deadlines(system, pictures, seconds, screen);
            report(bench.measure(deadlines, load / 100.0, warmUp), screen);
        }
        return 0;
    }

    private void report(List<DeadlineRow> rows, Screen screen) throws IOException {
        screen.line("");
        screen.line(DeadlineRow.HEADER);
        rows.forEach(row -> screen.line(row.line()));
        Path file = out.orElse(Home.folder().resolve("runs/bench/deadlines.json"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), rows);
        screen.line("");
        screen.line("Rows: " + file);
    }
}

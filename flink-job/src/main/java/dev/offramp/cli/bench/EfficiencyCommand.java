package dev.offramp.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how much of the network's own speed the whole job keeps. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "efficiency",
        sortOptions = false,
        description = {
            "Pipeline efficiency: samples/s of the whole job (broker, decoding, Flink, broker) divided by samples/s of a bare"
                    + " loop over the same stages, policy, batch size and threads in one process, pixels already decoded.",
            "",
            "The two take turns in one run; the figure is the median of the ratios. First under the bundle's policy, then"
                    + " with all early exits closed."
        })
final class EfficiencyCommand implements Callable<Integer> {

    private static final int TEST_PICTURES = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "Model bundle for 28 x 28 pictures or others (default: " + Home.BUNDLE + ").")
    private Optional<Path> bundle;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "7",
            description = "Turns of each contestant that count (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "4",
            description = "Turns before, not counted (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "60000",
            description =
                    "Samples a turn, a third of them with all exits closed; the test pictures go round (default: ${DEFAULT-VALUE}).")
    private int samples;

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
            description = "Write the rows as JSON (default: runs/bench/efficiency.json).")
    private Optional<Path> out;

    @Override
    public Integer call() throws IOException {
        Screen screen = Screen.on(spec.commandLine().getOut());
        if (pairs < 1 || warmUp < 0 || samples < 1) {
            throw new CommandFailure("--pairs and --samples must be at least 1, --warm-up at least 0");
        }
        screen.line(Machine.description());
        List<Picture> pictures = round(TestPictures.encode(TEST_PICTURES), samples);
        int subtasks = parallelism.orElse(Runtime.getRuntime().availableProcessors());
        Path folder = bundle.orElse(Home.bundle());
        List<EfficiencyRow> rows;
        try (LocalSystem system = LocalSystem.start(folder, subtasks, overrides)) {
            rows = new Efficiency(system, pictures, warmUp, pairs, screen).measure();
        }
        report(rows, screen);
        return 0;
    }

    private static List<Picture> round(List<Picture> pictures, int samples) {
        return IntStream.range(0, samples)
                .mapToObj(n -> pictures.get(n % pictures.size()))
                .toList();
    }

    private void report(List<EfficiencyRow> rows, Screen screen) throws IOException {
        screen.line("");
        screen.line("policy       multiply-adds  bare loop/s        job/s   job / bare loop            accuracy");
        rows.forEach(row -> screen.line(row.line()));
        Path file = out.orElse(Home.folder().resolve("runs/bench/efficiency.json"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode json = mapper.createArrayNode();
        rows.forEach(row -> json.add(row.json(mapper)));
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
        screen.line("");
        screen.line("Rows: " + file);
    }
}

package dev.offramp.bench;

import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what more subtasks bring. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "scaling",
        sortOptions = false,
        description = {
            "Samples/s of more and more subtasks: with the bundle's stages up to the machine's cores, jobs of each size taking"
                    + " turns; and far beyond them with simulated stages, which sleep for a fixed time a batch.",
            "",
            "Broker, decoding and Flink are real in both, and both run exactly once, with the job's own linger and checkpoints."
                    + " Frames come from 1,024 streams, in the order of the data."
        },
        footer = {"", "Example:", "  ./offramp bench scaling --only SIMULATED --subtasks 1,4,16", ""})
final class ScalingCommand implements Callable<Integer> {

    /** Which stages to scale. */
    enum Stages {
        REAL,
        SIMULATED
    }

    @Mixin
    private BenchOptions common;

    @Mixin
    private TurnOptions turns;

    @Option(
            names = "--only",
            paramLabel = "STAGES",
            split = ",",
            defaultValue = "REAL,SIMULATED",
            description = "REAL, SIMULATED, or both (default: ${DEFAULT-VALUE}).")
    private List<Stages> only = new ArrayList<>();

    @Option(
            names = "--subtasks",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,4,8,16,32,64",
            description = "Of simulated stages, comma-separated, rising (default: ${DEFAULT-VALUE}).")
    private List<Integer> subtasks = new ArrayList<>();

    @Option(
            names = "--batch-millis",
            paramLabel = "N",
            defaultValue = "100",
            description = "What a simulated stage takes for a batch (default: ${DEFAULT-VALUE}).")
    private int batchMillis;

    @Override
    public Integer call() {
        if (batchMillis < 1 || subtasks.stream().anyMatch(count -> count < 1)) {
            throw new CommandFailure("--batch-millis and --subtasks must be at least 1");
        }
        Screen screen = common.begin();
        List<ScalingRow> rows = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        if (only.contains(Stages.REAL)) {
            List<ScalingRow> real = real(screen);
            figures.add(real.get(real.size() - 1).real());
            rows.addAll(real);
        }
        if (only.contains(Stages.SIMULATED)) {
            List<ScalingRow> simulated = simulated(screen);
            simulated.stream().skip(1).map(ScalingRow::simulated).forEach(figures::add);
            rows.addAll(simulated);
        }
        report(rows, figures, screen);
        return 0;
    }

    private List<ScalingRow> real(Screen screen) {
        List<Integer> counts = powersOfTwo(common.parallelism());
        try (LocalSystem system = common.start(
                        "taskmanager.numberOfTaskSlots=" + RealScaling.slots(common.parallelism(), counts));
                RealScaling scaling = new RealScaling(system, counts)) {
            List<Picture> pictures = common.pictures(system.plan().settings().bundle());
            return scaling.measure(contestants -> turns.contest(contestants, pictures, common.warmUp(), screen));
        }
    }

    private List<ScalingRow> simulated(Screen screen) {
        List<Picture> pictures = common.pictures(common.bundleFolder().open());
        return new SimulatedScaling(
                        common.bundleFolder().folder(),
                        common.settings(),
                        pictures,
                        batchMillis,
                        contestants -> turns.contest(contestants, pictures, common.warmUp(), screen))
                .measure(subtasks);
    }

    /** 1, 2, 4, ..., and last the number itself. */
    static List<Integer> powersOfTwo(int most) {
        List<Integer> counts = new ArrayList<>(IntStream.iterate(1, count -> count < most, count -> 2 * count)
                .boxed()
                .toList());
        counts.add(most);
        return counts;
    }

    private void report(List<ScalingRow> rows, List<Figure> figures, Screen screen) {
        Report report = new Report(
                "scaling",
                "Scaling",
                rows.get(0).conditions(),
                figures,
                List.of(ScalingRow.table(rows)),
                List.of("A simulated stage takes " + batchMillis
                        + " ms a batch, full or not; of 20 samples 12 leave by the"
                        + " first exit, 5 by the second, 2 by the third."),
                rows);
        common.finish(report.drawnAs(ScalingRow.drawing(rows)), screen);
    }
}

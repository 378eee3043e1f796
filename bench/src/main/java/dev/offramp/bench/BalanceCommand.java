package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.job.Settings;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.djl.DjlStageEngines;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how evenly few or hot streams load the machines. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "balance",
        sortOptions = false,
        description = {
            "Samples of the busiest subtask by the mean of all, and samples/s by those from 1,024 streams, with few and with many"
                    + " streams of ordinary names: with the bundle's stages on as many subtasks as cores, and with simulated stages,"
                    + " which sleep for a fixed time a batch, on many more.",
            "",
            "Then eight cameras in an open loop at half of the sustainable rate, with one of them sending ten times what each"
                    + " of the others does: what becomes of the others' 99th percentile."
        },
        footer = {"", "Example:", "  ./offramp bench balance --streams 1,8 --simulated 8", ""})
final class BalanceCommand implements Callable<Integer> {

    private static final double HOT_LOAD = 0.5;

    @Mixin
    private BenchOptions common;

    @Mixin
    private TurnOptions turns;

    @Option(
            names = "--streams",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,3,8,32,1000",
            description = "Numbers of streams, comma-separated (default: ${DEFAULT-VALUE}).")
    private List<Integer> streams = new ArrayList<>();

    @Option(
            names = "--simulated",
            paramLabel = "N",
            split = ",",
            defaultValue = "8,64",
            description = "Numbers of simulated subtasks, comma-separated; 0 for none (default: ${DEFAULT-VALUE}).")
    private List<Integer> simulated = new ArrayList<>();

    @Option(
            names = "--batch-millis",
            paramLabel = "N",
            defaultValue = "100",
            description = "What a simulated stage takes for a batch (default: ${DEFAULT-VALUE}).")
    private int batchMillis;

    @Option(
            names = "--hot-seconds",
            paramLabel = "N",
            defaultValue = "15",
            description = "Length of each open loop (default: ${DEFAULT-VALUE}).")
    private int hotSeconds;

    @Option(
            names = "--hot-turns",
            paramLabel = "N",
            defaultValue = "3",
            description = "Turns of the open loops; 0 for none (default: ${DEFAULT-VALUE}).")
    private int hotTurns;

    @Override
    public Integer call() {
        if (streams.stream().anyMatch(count -> count < 1) || batchMillis < 1 || hotSeconds < 4) {
            throw new CommandFailure("--streams and --batch-millis must be at least 1, --hot-seconds at least 4");
        }
        Screen screen = common.begin();
        List<BalanceRow> rows = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        List<String> notes = new ArrayList<>(List.of(
                "A simulated stage takes " + batchMillis + " ms a batch. The hot camera is one of " + HotStream.CAMERAS
                        + " and sends " + HotStream.TIMES + " times what each of the others does."));
        String run = UUID.randomUUID().toString();
        try (LocalSystem system = start(common.parallelism(), run, common.settings(), BalanceCommand::real)) {
            rows.addAll(measure(system, "real", run, screen));
            if (hotTurns > 0) {
                figures.add(hot(system, notes, screen));
            }
        }
        for (int subtasks : simulated.stream().filter(count -> count > 0).toList()) {
            String other = UUID.randomUUID().toString();
            try (LocalSystem system =
                    start(subtasks, other, SleepingEngines.settings(common.settings()), this::sleeping)) {
                rows.addAll(measure(system, "simulated", other, screen));
            }
        }
        rows.stream().filter(row -> row.streams() != Balance.MANY).forEach(row -> {
            figures.add(row.evenness());
            figures.add(row.speed());
        });
        report(rows, figures, notes, screen);
        return 0;
    }

    private LocalSystem start(
            int subtasks, String run, List<String> settings, Function<Settings, StageEngines> engines) {
        return LocalSystem.start(
                common.bundleFolder().folder(),
                subtasks,
                settings,
                checked -> new CountingEngines(engines.apply(checked), run));
    }

    private static StageEngines real(Settings settings) {
        return new DjlStageEngines(settings.intraOpThreads());
    }

    private StageEngines sleeping(Settings settings) {
        return new SleepingEngines(batchMillis, settings.bundle().classes().size());
    }

    private List<BalanceRow> measure(LocalSystem system, String stages, String run, Screen screen) {
        screen.line("%s stages, %d subtasks", stages, system.plan().parallelism());
        List<Picture> pictures = common.pictures(system.plan().settings().bundle());
        return new Balance(system, pictures, stages, run)
                .measure(streams, contestants -> turns.contest(contestants, pictures, common.warmUp(), screen));
    }

    private Figure hot(LocalSystem system, List<String> notes, Screen screen) {
        List<Picture> pictures = common.pictures(system.plan().settings().bundle());
        double sustainable = new Capacity(system, pictures, screen).measure("hot camera", common.warmUp());
        double perSecond = HOT_LOAD * sustainable;
        List<HotStream.Turn> measured =
                new HotStream(system, pictures, perSecond, hotSeconds, screen).measure(hotTurns);
        notes.add(HotStream.note(perSecond, measured));
        return HotStream.figure(measured);
    }

    private void report(List<BalanceRow> rows, List<Figure> figures, List<String> notes, Screen screen) {
        Conditions conditions = rows.get(0).conditions();
        common.finish(
                new Report("balance", "Balance", conditions, figures, List.of(BalanceRow.table(rows)), notes, rows)
                        .drawnAs(BalanceRow.drawing(rows)),
                screen);
    }
}

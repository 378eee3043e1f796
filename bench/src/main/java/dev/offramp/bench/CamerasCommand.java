package dev.offramp.bench;

import dev.offramp.bench.report.Conditions;
import dev.offramp.bench.report.Figure;
import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.Spread;
import dev.offramp.bench.report.Table;
import dev.offramp.cli.broker.ScratchDirectory;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.picture.Bars;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how many cameras a core keeps up with, and the job behind them. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "cameras",
        sortOptions = false,
        description = {
            "Cameras of 1920 x 1080 at 25 pictures a second: how many of them one core reads, chooses, shrinks and publishes"
                    + " by ./offramp ingest, as frames and as segments of video, beside ffmpeg doing the same to nowhere; and how"
                    + " many frames a second the job behind them answers.",
            "",
            "Processor time of processes of their own, in turns. What a process costs to start does not count: many films"
                    + " are compared with one. The film is made here; it moves and is noisy."
        },
        footer = {
            "",
            "Example:",
            "  ./offramp bench cameras --bundle model-artifacts/bundles/imagenette-mobilenetv2",
            ""
        })
final class CamerasCommand implements Callable<Integer> {

    private static final int FILMS_FOR_THE_JOB = 6;

    @Mixin
    private BenchOptions common;

    @Option(
            names = "--film-seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long the film is (default: ${DEFAULT-VALUE}).")
    private int filmSeconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5",
            description = "Pictures a second that ingest chooses (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Turns of each contestant that count (default: ${DEFAULT-VALUE}); the job's have one more, to warm up.")
    private int pairs;

    @Override
    public Integer call() {
        if (filmSeconds < 1 || rate <= 0 || pairs < 1) {
            throw new CommandFailure("--film-seconds, --rate and --pairs must be above 0");
        }
        Screen screen = common.begin();
        ScratchDirectory scratch = ScratchDirectory.create("offramp-cameras-");
        try {
            Path film = scratch.path().resolve("film.mp4");
            screen.line("Making a film of %d s ...", filmSeconds);
            CameraFilm.write(film, filmSeconds);
            measure(film, scratch.path(), screen);
        } finally {
            scratch.delete();
        }
        return 0;
    }

    private void measure(Path film, Path folder, Screen screen) {
        try (LocalSystem system = common.start("taskmanager.numberOfTaskSlots=" + 2 * common.parallelism())) {
            List<CamerasRow> rows = new CameraReaders(system, film, filmSeconds, rate).measure(folder, pairs, screen);
            Map<String, Spread> answered = new JobBehindCameras(system, film, FILMS_FOR_THE_JOB).measure(pairs, screen);
            report(rows, answered, system, screen);
        }
    }

    private void report(List<CamerasRow> rows, Map<String, Spread> answered, LocalSystem system, Screen screen) {
        List<Figure> figures = new ArrayList<>();
        rows.forEach(row -> figures.add(Figure.reported(
                "cameras a core, " + row.way(),
                "1080p at 25/s, " + rate + " pictures a second chosen, shorter side 256.",
                row.perCore().asRatio())));
        rows.stream()
                .filter(row -> row.way().equals(CameraReaders.FFMPEG))
                .findFirst()
                .ifPresent(ffmpeg -> figures.add(ratio(rows.get(0), ffmpeg)));
        answered.forEach((name, spread) -> figures.add(Figure.reported(
                "the job behind " + name, "Frames/s answered, every picture of the films.", spread.asRate())));
        common.finish(
                new Report(
                                "cameras",
                                "Cameras",
                                Conditions.of(system.plan()),
                                figures,
                                List.of(CamerasRow.table(rows), jobTable(answered)),
                                List.of("Film of " + filmSeconds + " s, " + rate
                                        + " pictures a second chosen of 25; the job answers all of " + FILMS_FOR_THE_JOB
                                        + " films' pictures."),
                                rows)
                        .drawnAs(CamerasRow.bars(rows), jobBars(answered)),
                screen);
    }

    private static Figure ratio(CamerasRow ingest, CamerasRow ffmpeg) {
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < ingest.coreSeconds().size(); turn++) {
            ratios.add(ffmpeg.coreSeconds().get(turn) / ingest.coreSeconds().get(turn));
        }
        return Figure.atLeast(
                "ingest beside ffmpeg",
                "Cameras a core by ingest as frames / by ffmpeg with one thread, which publishes nothing.",
                0.8,
                new Spread(ratios));
    }

    private static Bars jobBars(Map<String, Spread> answered) {
        return new Bars(
                "The job behind them",
                "frames a second",
                answered.entrySet().stream()
                        .map(way -> way.getValue().bar(way.getKey()))
                        .toList());
    }

    private static Table jobTable(Map<String, Spread> answered) {
        return new Table(
                "The job behind them",
                List.of("records", "frames/s"),
                answered.entrySet().stream()
                        .map(way -> List.of(way.getKey(), way.getValue().asRate()))
                        .toList());
    }
}

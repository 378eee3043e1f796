package dev.offramp.bench;

import dev.offramp.bench.report.Report;
import dev.offramp.bench.report.ReportFolder;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.home.Machine;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.labelled.DataOption;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.local.PlayedBundle;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every measurement is told: what to run, how, and where its report goes. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchOptions {

    private static final int MOST_PICTURES = 10_000;
    private static final long MOST_BYTES = 512L << 20;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private PlayedBundle bundle;

    @Mixin
    private DataOption data;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "4",
            description = "Turns before those that count (default: ${DEFAULT-VALUE}).")
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
            description = "Where the report goes, as JSON and as a picture (default: runs/bench).")
    private Optional<Path> out;

    /** Checks the numbers and says on which machine it runs. */
    Screen begin() {
        if (warmUp < 0 || parallelism() < 1) {
            throw new CommandFailure("--parallelism must be at least 1, --warm-up at least 0");
        }
        Screen screen = Screen.on(command.commandLine().getOut());
        screen.line(Machine.description());
        return screen;
    }

    BundleFolder bundleFolder() {
        return BundleFolder.under(bundle.trust().settings(overrides), bundle.folder());
    }

    int warmUp() {
        return warmUp;
    }

    int parallelism() {
        return parallelism.orElse(Runtime.getRuntime().availableProcessors());
    }

    /** Settings of the job: those that the measurement wants, and over them those that were given. */
    List<String> settings(String... wanted) {
        return Stream.of(bundle.trust().overrides(), List.of(wanted), overrides)
                .flatMap(List::stream)
                .toList();
    }

    /** Starts the whole system. */
    LocalSystem start(String... wanted) {
        return LocalSystem.start(bundleFolder().folder(), parallelism(), settings(wanted));
    }

    /** The pictures to play, encoded before any clock runs; as many as memory takes. */
    List<Picture> pictures(Bundle opened) {
        List<Picture> pictures = new ArrayList<>();
        long bytes = 0;
        try (LabelledPictures source = data.open(opened)) {
            while (pictures.size() < Math.min(source.count(), MOST_PICTURES) && bytes < MOST_BYTES) {
                Picture picture = source.picture(pictures.size());
                bytes += picture.bytes().length;
                pictures.add(picture);
            }
        }
        return List.copyOf(pictures);
    }

    ReportFolder folder() {
        return new ReportFolder(out.orElse(Home.folder().resolve("runs/bench")));
    }

    /** Prints, writes and draws what came out. */
    void finish(Report report, Screen screen) {
        report.lines().forEach(screen::line);
        screen.line("");
        screen.line("Report: " + folder().write(report));
        folder().draw(report).ifPresent(file -> screen.line("Picture: " + file));
    }
}

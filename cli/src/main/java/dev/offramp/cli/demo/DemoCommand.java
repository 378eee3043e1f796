package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.console.Console;
import dev.offramp.cli.console.ConsoleOption;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.local.PlayedBundle;
import dev.offramp.cli.local.TestPictures;
import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.publish.FolderLabels;
import dev.offramp.cli.publish.FrameFiles;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.sample.Task;
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
                    + " does the same again. Ends with 0 if every picture of both runs was answered exactly once.",
            "",
            "With --video, the same with films: clothes pass under four cameras, the films go by ingest, and a network for clips"
                    + " looks at some frames of each garment, and at more where it is not sure."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp demo",
            "  ./offramp demo --images ~/Pictures --save answers.csv",
            "  ./offramp demo --video",
            "  ./offramp demo --video holiday.mp4",
            "  ./offramp demo --keep",
            "  ./offramp demo --bootstrap localhost:29092",
            ""
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int TEST_PICTURES = 10_000;
    private static final int GARMENTS = 2_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Classify your own pictures instead: a folder or a zip archive.")
    private Optional<Path> images;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "With --images: save what became of each picture too, as CSV or JSON by the file's name.")
    private Optional<Path> save;

    @Option(
            names = "--video",
            arity = "0..1",
            paramLabel = "FILE",
            fallbackValue = "",
            description = {
                "Classify films of belts with clothes on them, made here, clip by clip (default bundle: "
                        + Home.CLIP_BUNDLE
                        + "); or your own video file, as the bundle takes it: five frames a second, or"
                        + " clips (default bundle: " + Home.PHOTO_BUNDLE + ")."
            })
    private Optional<Path> video;

    @Option(
            names = {"-b", "--bootstrap"},
            paramLabel = "HOST:PORT",
            description = {
                "Play the test pictures to a job that runs already, on this broker, instead: its --bundle, and its --config where"
                        + " it has other topics or a broker that wants to know who asks. While the exits are closed they are so"
                        + " for its other streams, too."
            })
    private Optional<String> bootstrap;

    @Option(names = "--keep", description = "Leave everything up afterwards, until Ctrl-C, and say how to reach it.")
    private boolean keep;

    @Mixin
    private PlayedBundle bundle;

    @Mixin
    private ConsoleOption page;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of the job (default: the machine's cores).")
    private Optional<Integer> parallelism;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Test pictures to play (default: all " + TEST_PICTURES + "; on belts " + GARMENTS + ").")
    private Optional<Integer> limit;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the job or of Flink; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        limit.ifPresent(most -> check(most >= 1, "--limit must be at least 1, was " + most));
        parallelism.ifPresent(subtasks -> check(subtasks >= 1, "--parallelism must be at least 1, was " + subtasks));
        check(images.isEmpty() || video.isEmpty(), "give one of --images and --video");
        check(
                bootstrap.isEmpty() || (images.isEmpty() && video.isEmpty() && !keep && parallelism.isEmpty()),
                "--bootstrap plays the test pictures to a job that runs already: --images, --video, --keep and --parallelism"
                        + " are for one of the demo's own");
        check(limit.isEmpty() || !isOwn(), "--limit is for what the demo brings; your own is played to its end");
        check(save.isEmpty() || images.isPresent(), "--save goes with --images");
        save.ifPresent(file ->
                check(new SaveFile(file).hasFormat(), "--save takes a file that ends in .csv or .json, was " + file));
        var screen = Screen.on(spec.commandLine().getOut());
        return play(screen) ? 0 : 1;
    }

    private boolean isOwn() {
        return images.isPresent()
                || video.filter(file -> !file.toString().isEmpty()).isPresent();
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private boolean play(Screen screen) throws IOException {
        if (images.isPresent()) {
            return classify(images.get(), screen);
        }
        if (video.isEmpty()) {
            return compare(screen);
        }
        return video.get().toString().isEmpty() ? watchBelts(screen) : watch(video.get(), screen);
    }

    private boolean compare(Screen screen) {
        screen.line("Encoding the test pictures as PNG ...");
        var pictures = TestPictures.encode(limit.orElse(TEST_PICTURES));
        if (bootstrap.isPresent()) {
            return new OpenAndClosed(elsewhere(bootstrap.get()), pictures, screen).play();
        }
        try (var watched = start(bundle.folder(), List.of(), screen)) {
            boolean good = new OpenAndClosed(PlayedJob.of(watched.system()), pictures, screen).play();
            NextSteps.LINES.forEach(screen::line);
            keepIfWanted(watched, screen);
            return good;
        }
    }

    private boolean classify(Path source, Screen screen) throws IOException {
        try (var files = FrameFiles.open(
                source,
                Optional.empty(),
                FolderLabels.ofBundle(bundle.folder(), bundle.trust().settings(overrides)))) {
            files.requireAny(source);
            return classify(files, screen);
        }
    }

    private boolean classify(FrameFiles files, Screen screen) {
        try (var watched = start(bundle.folder(), List.of(), screen)) {
            boolean good = new OwnPictures(trusted(bundle.folder()), watched.system(), files, screen)
                    .classify(save.map(SaveFile::new));
            keepIfWanted(watched, screen);
            return good;
        }
    }

    private boolean watchBelts(Screen screen) {
        try (var films = BeltFilms.make(trusted(bundle.folderOr(Home.clipBundle())), limit.orElse(GARMENTS), screen);
                var watched = start(bundle.folderOr(Home.clipBundle()), BeltFilms.SETTINGS, screen)) {
            boolean good = new BeltDemo(watched.system(), films, screen).play();
            keepIfWanted(watched, screen);
            return good;
        }
    }

    private boolean watch(Path file, Screen screen) {
        OwnFilm.check(file);
        try (var watched = start(bundle.folderOr(Home.photoBundle()), OwnFilm.SETTINGS, screen)) {
            boolean good = new OwnFilm(watched.system(), file, screen).classify();
            keepIfWanted(watched, screen);
            return good;
        }
    }

    /** What is shown of an answer is one class. */
    private static void requireClasses(Bundle played) {
        if (played.task() != Task.CLASSIFICATION) {
            throw new CommandFailure(
                    "the demo shows one class a picture, and " + played.id() + " is for " + played.task()
                            + ": serve it with './offramp run', and see what it answers with './offramp read answers'");
        }
    }

    private BundleFolder trusted(Path folder) {
        return BundleFolder.under(bundle.trust().settings(overrides), folder);
    }

    private PlayedJob elsewhere(String bootstrapServers) {
        var opened = trusted(bundle.folder()).open();
        requireClasses(opened);
        List<String> all = new ArrayList<>(overrides);
        all.add(KafkaOptions.BOOTSTRAP_SERVERS.key() + "=" + bootstrapServers);
        return PlayedJob.elsewhere(BrokerOptions.kafka(bundle.trust().job(all)), opened);
    }

    /** @param settings that may be overridden */
    private WatchedSystem start(Path bundleFolder, List<String> settings, Screen screen) {
        requireClasses(trusted(bundleFolder).open());
        List<String> all = new ArrayList<>(bundle.trust().overrides());
        all.addAll(settings);
        all.addAll(overrides);
        int subtasks = parallelism.orElse(Runtime.getRuntime().availableProcessors());
        screen.line("Starting a Kafka broker, a Flink cluster and the job in this process ...");
        var system = LocalSystem.start(bundleFolder, subtasks, all);
        system.description().forEach(screen::line);
        Optional<Console> console = watch(system);
        console.ifPresent(served -> screen.line("  console    %s", served.address()));
        screen.line("");
        return new WatchedSystem(system, console);
    }

    private Optional<Console> watch(LocalSystem system) {
        try {
            return page.start(
                    system.plan().settings(), system.rest(), system.job().id());
        } catch (RuntimeException failure) {
            system.close();
            throw failure;
        }
    }

    private void keepIfWanted(WatchedSystem watched, Screen screen) {
        if (keep) {
            NextSteps.whileKept(watched).forEach(screen::line);
            watched.system().job().awaitEnd();
        }
    }
}

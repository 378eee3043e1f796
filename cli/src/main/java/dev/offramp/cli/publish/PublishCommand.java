package dev.offramp.cli.publish;

import dev.offramp.cli.ingest.SourceFiles;
import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.options.FramesTopicOptions;
import dev.offramp.cli.options.PartitionsOption;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.video.VideoAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes the pictures of a folder, an archive or a data set to a topic of frames. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "publish",
        sortOptions = false,
        description = "Publish pictures from files to a topic of frames.",
        footer = {
            "",
            "JPEG, PNG and WebP files are published as they are; GIF, BMP, TIFF (the first picture of each) and idx pictures as"
                    + " PNG. A file of another kind, HEIC or AVIF for example, or one that is named like a picture but is none, is"
                    + " published too: the job answers it with a reject that says what is wrong.",
            "",
            "Examples:",
            "  ./offramp publish ~/Pictures --create-topic",
            "  ./offramp publish model-artifacts/data/fashion-mnist/t10k-images-idx3-ubyte.gz --rate 500 --loop 0",
            ""
        })
public final class PublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "A folder of pictures, a zip archive of them, or an idx3 file (may be gzipped). Cameras and videos"
                            + " go by './offramp ingest'.")
    private String source;

    @Mixin
    private BrokerOptions broker;

    @Mixin
    private FramesTopicOptions topic;

    @Mixin
    private PartitionsOption partitions;

    @Option(
            names = {"-s", "--streams"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Streams to deal the pictures out to in turn (default: ${DEFAULT-VALUE}).")
    private int streams;

    @Option(
            names = "--stream-prefix",
            paramLabel = "TEXT",
            defaultValue = "camera-",
            description = "What the stream ids start with; a number follows (default: ${DEFAULT-VALUE}).")
    private String streamPrefix;

    @Option(
            names = "--first-sequence",
            paramLabel = "N",
            defaultValue = "0",
            description = "Sequence of each stream's first frame (default: ${DEFAULT-VALUE}).")
    private long firstSequence;

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Frames a second, over all streams; 0 is as fast as the broker takes them (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = {"-l", "--loop"},
            paramLabel = "N",
            defaultValue = "1",
            description = "How often to publish the whole source; 0 is until Ctrl-C (default: ${DEFAULT-VALUE}).")
    private int loops;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "The idx1 file with the true classes of an idx3 file; by default the one that lies beside it.")
    private Optional<Path> labels;

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description =
                    "A model bundle: a picture in a folder that is named like one of its classes is labelled with that class.")
    private Optional<Path> bundle;

    @Option(
            names = "--patience",
            paramLabel = "SPAN",
            defaultValue = "2m",
            converter = Patience.class,
            description =
                    "How long the brokers may be away, as 30s or 10m, before it gives up; frames wait meanwhile and"
                            + " are published once (default: ${DEFAULT-VALUE}).")
    private Duration patience;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        Path path = pictures();
        var folderLabels = bundle.map(folder -> FolderLabels.ofBundle(folder, broker.settings()))
                .orElseGet(FolderLabels::none);
        var screen = Screen.on(spec.commandLine().getOut());
        try (var files = FrameFiles.open(path, labels, folderLabels)) {
            files.requireAny(path);
            String frames = topic.prepare(broker, partitions);
            var loop = new PublishLoop(files, new FrameSpread(streamPrefix, streams, firstSequence), loops, patience);
            return loop.run(broker, frames, rate, screen) ? 0 : 1;
        }
    }

    private void checkOptions() {
        check(streams >= 1, "--streams must be at least 1, was " + streams);
        check(firstSequence >= 0, "--first-sequence must be at least 0, was " + firstSequence);
        check(rate >= 0 && rate < 1e9, "--rate must be at least 0, was " + rate);
        check(loops >= 0, "--loop must be at least 0, was " + loops);
    }

    private Path pictures() {
        if (SourceFiles.isVideo(source)) {
            throw new CommandFailure(
                    new VideoAddress(source) + " is a video or a camera: publish it with './offramp ingest'");
        }
        return Path.of(source);
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}

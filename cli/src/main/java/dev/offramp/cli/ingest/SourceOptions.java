package dev.offramp.cli.ingest;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.video.VideoAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which cameras and files there are: one that is named, or those of a file. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SourceOptions {

    @Parameters(
            arity = "0..1",
            paramLabel = "SOURCE",
            description =
                    "A video file, a folder of them (each becomes a stream), an address that begins with rtsp:// or"
                            + " http:// (JPEGs or a file), or - for standard input. $${NAME} is taken from the environment.")
    private Optional<String> source;

    @Option(
            names = "--cameras",
            paramLabel = "FILE",
            description = "Many sources, in YAML; it is read again whenever it changes.")
    private Optional<Path> camerasFile;

    @Option(
            names = {"-s", "--stream"},
            paramLabel = "NAME",
            description =
                    "The stream's id (default: the file's name, or the camera's host and path); of a folder, what the"
                            + " ids begin with.")
    private Optional<String> stream;

    @Mixin
    private CameraOptions all;

    /** Whether a source or a file of them is given; both cannot be. */
    boolean areGiven() {
        return source.isPresent() != camerasFile.isPresent();
    }

    /** Whether neither a source nor a file of them is given. */
    boolean areNone() {
        return source.isEmpty() && camerasFile.isEmpty();
    }

    /** Options that were given and mean nothing for segments, where those are wanted. */
    List<String> meaningless() {
        return all.meaningless();
    }

    /** Whether a stream is named that is not the only one. */
    boolean nameOneOfMany() {
        return stream.isPresent() && source.isEmpty();
    }

    IngestRun.Cameras cameras() {
        var placeholders = new Placeholders(System.getenv());
        CameraDefaults defaults = all.defaults();
        if (camerasFile.isPresent()) {
            Path path = camerasFile.get();
            return new CamerasFileWatch(path, new CamerasFile(path.toString(), defaults, placeholders))::changed;
        }
        List<CameraSettings> fixed = ofSource(source.orElseThrow(), defaults, placeholders);
        var taken = new AtomicBoolean();
        return () -> taken.getAndSet(true) ? Optional.empty() : Optional.of(fixed);
    }

    private List<CameraSettings> ofSource(String text, CameraDefaults defaults, Placeholders placeholders) {
        try {
            var address = new VideoAddress(placeholders.fill(text));
            String name = stream.orElseGet(() -> StreamName.of(address));
            var camera = new CameraSettings(name, address, defaults.pictures(), defaults.reading());
            return SourceFiles.expand(camera, stream.map(prefix -> prefix + "/").orElse(""));
        } catch (IllegalArgumentException | IOException wrong) {
            throw new CommandFailure(new VideoAddress(text) + ": " + wrong.getMessage(), wrong);
        }
    }
}

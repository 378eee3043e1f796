package dev.offramp.cli.labelled;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The labelled samples that a command runs a bundle over. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class DataOption {

    @Option(
            names = {"-d", "--data"},
            paramLabel = "DATA",
            description =
                    "An idx3 file with its labels beside it, or a folder or zip archive with a folder for each class"
                            + " (default: the shipped test pictures, for bundles of 28 x 28). Of clips: in each such folder,"
                            + " video files, or folders of pictures that are a video each.")
    private Optional<Path> source;

    /** The pictures, with labels of this bundle. */
    public LabelledPictures open(Bundle bundle) {
        return LabelledPictures.open(source, bundle);
    }

    /** The clips, with labels of this bundle. */
    LabelledClips openClips(Bundle bundle, LabelledClips.Reading reading, Screen screen) {
        Path data = source.orElseThrow(
                () -> new CommandFailure("--data is needed: " + bundle.id().name() + " takes clips of "
                        + bundle.frames() + " frames, and none ship with the project"));
        return LabelledClips.open(data, bundle, reading, screen);
    }
}

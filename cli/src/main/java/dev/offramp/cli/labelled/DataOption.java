package dev.offramp.cli.labelled;

import dev.offramp.bundle.Bundle;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The labelled pictures that a command runs a bundle over. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class DataOption {

    @Option(
            names = {"-d", "--data"},
            paramLabel = "DATA",
            description =
                    "An idx3 file with its labels beside it, or a folder or zip archive with a folder for each class"
                            + " (default: the shipped test pictures, for bundles of 28 x 28).")
    private Optional<Path> source;

    /** The pictures, with labels of this bundle. */
    public LabelledPictures open(Bundle bundle) {
        return LabelledPictures.open(source, bundle);
    }
}

package dev.offramp.cli.labelled;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The bundle that a command is about. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class BundleArgument {

    @Parameters(paramLabel = "BUNDLE", description = "Folder of the model bundle.")
    private Path folder;

    public BundleFolder folder() {
        return new BundleFolder(folder);
    }
}

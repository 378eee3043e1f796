package dev.offramp.cli.labelled;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The bundle that a command is about. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class BundleArgument {

    @Parameters(paramLabel = "BUNDLE", description = "Folder of the model bundle.")
    private Path folder;

    @Mixin
    private TrustOption trust;

    public BundleFolder folder() {
        return BundleFolder.under(trust.settings(List.of()), folder);
    }
}

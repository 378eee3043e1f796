package dev.offramp.cli.local;

import dev.offramp.cli.home.Home;
import dev.offramp.cli.labelled.TrustOption;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The bundle that a system of its own plays: the one that ships, unless another is named. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PlayedBundle {

    @Option(names = "--bundle", paramLabel = "DIR", description = "The model bundle (default: " + Home.BUNDLE + ").")
    private Optional<Path> folder;

    @Mixin
    private TrustOption trust;

    public Path folder() {
        return folderOr(Home.bundle());
    }

    /** The one that is named, or else this. */
    public Path folderOr(Path usual) {
        return folder.orElse(usual);
    }

    /** Whether it may be played. */
    public TrustOption trust() {
        return trust;
    }
}

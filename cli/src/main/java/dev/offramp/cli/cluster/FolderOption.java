package dev.offramp.cli.cluster;

import dev.offramp.cli.home.Home;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster a command works on. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
final class FolderOption {

    @Option(
            names = "--cluster-dir",
            paramLabel = "DIR",
            description = "Where its state is (default: OFFRAMP_CLUSTER_DIR, or runs/cluster).")
    private Optional<Path> folder;

    ClusterFolder folder() {
        Path path = folder.orElseGet(() -> Home.folder().resolve("runs").resolve("cluster"));
        return new ClusterFolder(path.toAbsolutePath().normalize());
    }
}

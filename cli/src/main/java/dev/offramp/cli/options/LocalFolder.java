package dev.offramp.cli.options;

import java.nio.file.Path;
import java.util.Optional;

/** A folder as Flink is told of it, where a path of the machine alone leads there. */
public final class LocalFolder {

    private static final String LOCAL = "file";

    private LocalFolder() {}

    /**
     * The folder; empty where the name is that of a store, as s3://bucket/checkpoints.
     *
     * @param name a path or a URI, not empty; read as Flink reads it
     */
    public static Optional<Path> of(String name) {
        var uri = new org.apache.flink.core.fs.Path(name).toUri();
        return uri.getScheme() == null || uri.getScheme().equals(LOCAL)
                ? Optional.of(Path.of(uri.getPath()))
                : Optional.empty();
    }
}

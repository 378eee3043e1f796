package dev.offramp.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shipped bundle of the demo, and all that ship with it. */
public final class TestBundle {

    private static final Path BUNDLES = Path.of("../model-artifacts/bundles");

    public static final Path FOLDER = BUNDLES.resolve("fashion-mnist-branchy");

    private TestBundle() {}

    /** The folder of every shipped bundle, by name. */
    static List<Path> all() throws IOException {
        try (Stream<Path> folders = Files.list(BUNDLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("manifest.json")))
                    .sorted()
                    .toList();
        }
    }
}

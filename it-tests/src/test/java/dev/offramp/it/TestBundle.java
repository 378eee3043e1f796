package dev.offramp.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The shipped bundle of the demo, and all that ship with it. */
public final class TestBundle {

    private static final Path BUNDLES = Path.of("../model-artifacts/bundles");

    public static final Path FOLDER = BUNDLES.resolve("fashion-mnist-branchy");

    /** Names any number of labels. */
    public static final Path LABELS = BUNDLES.resolve("fashion-mosaics-labels");

    /** Answers with a number. */
    public static final Path COUNT = BUNDLES.resolve("fashion-mosaics-count");

    /** Of the same classes, with other exits. */
    public static final Path ANOTHER = BUNDLES.resolve("fashion-mnist-msdnet");

    private TestBundle() {}

    /** The folder of every shipped bundle that classifies pictures, by name. */
    static List<Path> allOfPictures() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(BUNDLES)) {
            for (Path folder : folders.sorted().toList()) {
                Path manifest = folder.resolve("manifest.json");
                if (Files.exists(manifest) && classifiesPictures(new ObjectMapper().readTree(manifest.toFile()))) {
                    found.add(folder);
                }
            }
        }
        return found;
    }

    private static boolean classifiesPictures(JsonNode manifest) {
        return manifest.at("/input/frames").asInt(1) == 1
                && manifest.at("/task").asText().equals("image-classification");
    }
}

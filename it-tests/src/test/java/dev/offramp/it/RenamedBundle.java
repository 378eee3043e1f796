package dev.offramp.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offramp.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;

/** Copies of bundles that call themselves, and their classes, otherwise; what they compute is the same. */
final class RenamedBundle {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RenamedBundle() {}

    /**
     * Copies a bundle into a folder.
     *
     * @param classes as many as it has
     */
    static Path copy(Path like, Path folder, String name, String version, List<String> classes) throws IOException {
        FileUtils.copyDirectory(like.toFile(), folder.toFile());
        Path file = folder.resolve(Bundle.MANIFEST);
        ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
        manifest.put("name", name);
        manifest.put("version", version);
        ArrayNode list = manifest.putArray("classes");
        classes.forEach(list::add);
        JSON.writeValue(file.toFile(), manifest);
        return folder;
    }
}

package dev.offramp.bundle.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bundle.Bundle;
import dev.offramp.sample.BundleId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks a bundle that is elsewhere what it calls itself; nothing else of it is fetched. */
public final class RemoteManifest {

    private RemoteManifest() {}

    /**
     * The bundle at an address.
     *
     * @param folder with a slash at its end
     * @param sha256 that its manifest must have, lower-case hex
     * @throws IOException              where there is none, or another one
     * @throws IllegalArgumentException where there can be none
     */
    public static BundleSource read(URI folder, String sha256, FetchSettings settings) throws IOException {
        BundleSource asked = new BundleSource(BundleId.UNNAMED, sha256, folder);
        Path scratch = Files.createTempDirectory("manifest-");
        Path file = scratch.resolve(Bundle.MANIFEST);
        try {
            new Transfer(Fetch.readingOf(folder, settings), settings.patience())
                    .copy(asked.file(Bundle.MANIFEST), file, sha256, Fetch.LARGEST_MANIFEST);
            JsonNode manifest = new ObjectMapper().readTree(file.toFile());
            BundleId id = new BundleId(
                    manifest.path("name").asText(), manifest.path("version").asText());
            return new BundleSource(id, sha256, folder);
        } catch (JacksonException e) {
            throw new IOException(asked.file(Bundle.MANIFEST) + " is not JSON", e);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(scratch);
        }
    }
}

package dev.offramp.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteManifestTest {

    private static final FetchSettings SETTINGS = new FetchSettings(List.of(), 1 << 20, Duration.ofSeconds(10));
    private static final String MANIFEST = "{\"name\": \"tiny\", \"version\": \"2.0.0\", \"stages\": []}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private WebFolder web;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), MANIFEST);
        web = new WebFolder(folder);
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void a_bundle_elsewhere_says_what_it_is_called_and_nothing_else_is_fetched() throws IOException {
        BundleSource read = read(digest(MANIFEST));

        assertThat(read.id().toString()).isEqualTo("tiny 2.0.0");
        assertThat(read.sha256()).isEqualTo(digest(MANIFEST));
        assertThat(read.uri()).isEqualTo(web.uri());
        assertThat(web.asked()).containsExactly("manifest.json from 0");
    }

    @Test
    void another_manifest_than_was_meant_is_not_believed() {
        assertThatThrownBy(() -> read("ab".repeat(32)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has sha256 " + digest(MANIFEST) + ", wanted is abab");
    }

    @Test
    void what_is_no_manifest_is_said() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "no JSON");

        assertThatThrownBy(() -> read(digest("no JSON")))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("/models/manifest.json is not JSON");
        Files.delete(folder.resolve("manifest.json"));
        assertThatThrownBy(() -> read(digest(MANIFEST)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
    }

    @Test
    void a_server_that_stalls_is_given_up() {
        web.cutAfter = 5;
        web.stalls = true;

        assertThatThrownBy(() -> RemoteManifest.read(
                        web.uri(), digest(MANIFEST), new FetchSettings(List.of(), 1 << 20, Duration.ofMillis(200))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing came for 200 ms");
    }

    @Test
    void what_can_be_no_bundle_is_not_asked_for() {
        assertThatThrownBy(() -> read("short")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        RemoteManifest.read(URI.create("https://models.example.com/x"), digest(MANIFEST), SETTINGS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(web.asked()).isEmpty();
    }

    private BundleSource read(String sha256) throws IOException {
        return RemoteManifest.read(web.uri(), sha256, SETTINGS);
    }

    private static String digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}

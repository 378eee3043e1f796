package dev.offramp.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.BundleException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source has that is not the bundle that was asked for. */
class FetchRefusalTest {

    private final StoreFixture fixture;

    FetchRefusalTest(@TempDir Path there, @TempDir Path here) throws Exception {
        fixture = new StoreFixture(there, here);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage-1.pt", "stage-3.pt", "calibration.avro", "MODEL_CARD.md"})
    void an_altered_file_is_refused_by_its_name_and_nothing_is_kept_of_the_bundle(String file) throws Exception {
        Files.writeString(fixture.there.resolve(file), "another");

        assertThatThrownBy(fixture::openFromWeb)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("sha256");
        assertThat(fixture.home()).doesNotExist();
    }

    @Test
    void a_manifest_of_another_digest_is_refused_and_nothing_else_is_fetched() throws Exception {
        BundleSource source = fixture.source();
        fixture.tiny.object("input").put("frames", 2);
        fixture.tiny.write("manifest.json", fixture.tiny.manifest().toString());

        assertThatThrownBy(() -> fixture.open(source))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("manifest.json");
        assertThat(fixture.web.asked()).containsOnly("manifest.json from 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "stage-2.pt"})
    void a_file_that_is_not_there_is_named(String file) throws Exception {
        BundleSource source = fixture.source();
        Files.delete(fixture.there.resolve(file));

        assertThatThrownBy(() -> fixture.open(source))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("404");
    }

    @Test
    void a_bundle_that_is_too_large_is_refused_before_it_fills_the_disk() throws Exception {
        long manifest = Files.size(fixture.there.resolve("manifest.json"));

        assertThatThrownBy(() -> fixture.store(manifest + 5).open(fixture.source()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("more than the");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../stage-1.pt", "http://127.0.0.1/stage-1.pt", "%2e%2e/stage-1.pt", "/etc/passwd", "a b", ""})
    void a_manifest_cannot_name_a_file_outside(String name) throws Exception {
        fixture.tiny.stage(1).put("file", name);
        fixture.tiny.write("manifest.json", fixture.tiny.manifest().toString());

        assertThatThrownBy(fixture::openFromWeb)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("outside the bundle");
        assertThat(fixture.here.getParent().resolve("stage-1.pt")).doesNotExist();
    }
}

package dev.offramp.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Digest;
import dev.offramp.sample.BundleId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BundleStoreTest {

    private static final int LARGE = 8 << 20;

    private final StoreFixture fixture;

    BundleStoreTest(@TempDir Path there, @TempDir Path here) throws Exception {
        fixture = new StoreFixture(there, here);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_bundle_is_fetched_over_http_and_needs_no_source_afterwards() throws Exception {
        Bundle fetched = fixture.openFromWeb();
        BundleSource source = fixture.source();
        fixture.close();

        assertThat(fetched.id()).isEqualTo(fixture.id);
        assertThat(fetched.stages()).allSatisfy(stage -> assertThat(Path.of(stage.file()))
                .hasSameBinaryContentAs(fixture.there.resolve("stage-" + stage.number() + ".pt")));
        assertThat(fixture.open(source)).isEqualTo(fetched);
    }

    @Test
    void a_bundle_is_fetched_from_a_folder() throws Exception {
        assertThat(fixture.open(fixture.source(fixture.there.toUri())).id()).isEqualTo(fixture.id);
        assertThat(fixture.web.asked()).isEmpty();
    }

    @Test
    void a_bundle_that_calls_itself_otherwise_is_refused() throws Exception {
        BundleSource source =
                new BundleSource(new BundleId("tiny", "9.9.9"), fixture.source().sha256(), fixture.web.uri());

        assertThatThrownBy(() -> fixture.open(source))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("9.9.9")
                .hasMessageContaining("calls itself " + fixture.id);
        assertThat(fixture.home()).as("a good bundle, for whoever asks rightly").isDirectory();
    }

    @Test
    void a_bundle_that_was_damaged_since_is_fetched_again() throws Exception {
        Bundle fetched = fixture.openFromWeb();
        Files.writeString(Path.of(fetched.stages().get(1).file()), "rot");

        Bundle again = fixture.openFromWeb();

        assertThat(Path.of(again.stages().get(1).file())).hasContent("two");
    }

    @Test
    void a_bundle_of_which_a_file_was_lost_since_is_fetched_again() throws Exception {
        Bundle fetched = fixture.openFromWeb();
        Path lost = Path.of(fetched.stages().get(2).file());
        Files.delete(lost);

        fixture.openFromWeb();

        assertThat(lost).hasContent("three");
    }

    @Test
    void a_manifest_that_was_altered_in_the_store_is_fetched_again() throws Exception {
        fixture.openFromWeb();
        Path stored = fixture.home().resolve("manifest.json");
        Files.writeString(stored, Files.readString(stored).replace("{", "{ "));

        fixture.openFromWeb();

        assertThat(stored).hasSameBinaryContentAs(fixture.there.resolve("manifest.json"));
    }

    @Test
    void a_bundle_that_nobody_can_serve_is_not_fetched_again_and_again() throws Exception {
        fixture.tiny.object("input").put("frames", -1);
        fixture.tiny.write("manifest.json", fixture.tiny.manifest().toString());
        assertThatThrownBy(fixture::openFromWeb).isInstanceOf(BundleException.class);
        int asked = fixture.web.asked().size();

        assertThatThrownBy(fixture::openFromWeb).isInstanceOf(BundleException.class);

        assertThat(fixture.web.asked()).isNotEmpty().hasSize(asked);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_stored_bundle_is_read_once_when_it_is_opened() throws Exception {
        Path large = fixture.there.resolve("stage-1.pt");
        Files.write(large, new byte[LARGE]);
        fixture.tiny.stage(1).put("sha256", Digest.sha256(large));
        fixture.tiny.write("manifest.json", fixture.tiny.manifest().toString());
        BundleStore store = fixture.store(2L * LARGE);
        store.open(fixture.source());

        FileReads reads = new FileReads();
        store.open(fixture.source());

        assertThat(reads.bytes()).isBetween((long) LARGE, LARGE * 3L / 2);
    }
}

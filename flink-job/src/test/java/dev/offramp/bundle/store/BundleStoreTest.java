package dev.offramp.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.BundleSignature;
import dev.offramp.bundle.Digest;
import dev.offramp.bundle.TestingKey;
import dev.offramp.bundle.TinyBundle;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.sample.BundleId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleStoreTest {

    private static final long MOST = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration IMPATIENCE = Duration.ofMillis(500);

    private final Path there;
    private final Path here;
    private final TinyBundle tiny;
    private final BundleId id;
    private final WebFolder web;

    BundleStoreTest(@TempDir Path there, @TempDir Path here) throws Exception {
        this.there = there;
        this.here = here;
        tiny = TinyBundle.in(there);
        id = tiny.open().id();
        web = new WebFolder(there);
    }

    @AfterEach
    void close() {
        web.close();
    }

    private BundleStore store(TrustSettings trust, long most) {
        return store(trust, most, PATIENCE);
    }

    private BundleStore store(TrustSettings trust, long most, Duration patience) {
        List<String> sources = List.of(web.uri().toString(), there.toUri().toString());
        return new BundleStore(here, new FetchSettings(sources, most, patience), trust);
    }

    private Bundle open(URI uri) throws Exception {
        return store(TrustSettings.ANY, MOST).open(source(uri));
    }

    private BundleSource source(URI uri) throws IOException {
        return new BundleSource(id, Digest.sha256(there.resolve("manifest.json")), uri);
    }

    @Test
    void a_bundle_is_fetched_over_http_and_needs_no_source_afterwards() throws Exception {
        Bundle fetched = open(web.uri());
        BundleSource source = source(web.uri());
        web.close();

        assertThat(fetched.id()).isEqualTo(id);
        assertThat(fetched.stages()).allSatisfy(stage -> assertThat(Path.of(stage.file()))
                .hasSameBinaryContentAs(there.resolve("stage-" + stage.number() + ".pt")));
        assertThat(store(TrustSettings.ANY, MOST).open(source)).isEqualTo(fetched);
    }

    @Test
    void a_bundle_is_fetched_from_a_folder() throws Exception {
        assertThat(open(there.toUri()).id()).isEqualTo(id);
        assertThat(web.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage-1.pt", "stage-3.pt", "calibration.avro", "MODEL_CARD.md"})
    void an_altered_file_is_refused_by_its_name_and_nothing_is_kept_of_the_bundle(String file) throws Exception {
        Files.writeString(there.resolve(file), "another");

        assertThatThrownBy(() -> open(web.uri()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("sha256");
        assertThat(here.resolve(source(web.uri()).sha256())).doesNotExist();
    }

    @Test
    void a_manifest_of_another_digest_is_refused_and_nothing_else_is_fetched() throws Exception {
        BundleSource source = source(web.uri());
        tiny.object("input").put("frames", 2);
        tiny.write("manifest.json", tiny.manifest().toString());

        assertThatThrownBy(() -> store(TrustSettings.ANY, MOST).open(source))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("manifest.json");
        assertThat(web.asked()).containsOnly("manifest.json from 0");
    }

    @Test
    void where_the_connection_is_cut_the_next_attempt_goes_on_behind_what_came() throws Exception {
        web.cutAfter = 2;
        assertThatThrownBy(() -> open(web.uri())).isInstanceOf(IOException.class);
        web.cutAfter = Integer.MAX_VALUE;

        assertThat(open(web.uri()).id()).isEqualTo(id);

        assertThat(web.asked()).contains("manifest.json from 0", "manifest.json from 2");
    }

    @Test
    void a_server_without_ranges_sends_what_came_once_more() throws Exception {
        web.knowsRanges = false;
        web.cutAfter = 2;
        assertThatThrownBy(() -> open(web.uri())).isInstanceOf(IOException.class);
        web.cutAfter = Integer.MAX_VALUE;

        assertThat(open(web.uri()).id()).isEqualTo(id);
    }

    @Test
    void a_server_that_stalls_is_given_up() {
        web.cutAfter = 2;
        web.stalls = true;

        assertThatThrownBy(() -> store(TrustSettings.ANY, MOST, IMPATIENCE).open(source(web.uri())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing came for 500 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "stage-2.pt"})
    void a_file_that_is_not_there_is_named(String file) throws Exception {
        BundleSource source = source(web.uri());
        Files.delete(there.resolve(file));

        assertThatThrownBy(() -> store(TrustSettings.ANY, MOST).open(source))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/models/", "../", "%2e%2e/", "%2E%2E/other/", "/elsewhere/"})
    void from_elsewhere_nothing_is_fetched(String address) throws Exception {
        BundleSource source = source(web.uri().resolve(address));

        assertThatThrownBy(() -> store(TrustSettings.ANY, MOST).open(source))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("none of the places");
        assertThat(web.asked()).isEmpty();
    }

    @Test
    void where_keys_are_configured_nothing_but_manifest_and_signature_is_fetched_of_a_bundle_that_they_did_not_sign(
            @TempDir Path keys) throws Exception {
        TrustSettings ours = TestingKey.in(keys, "ours").trusted();
        new BundleSignature(there).write(TestingKey.in(keys, "theirs").signing());

        assertThatThrownBy(() -> store(ours, MOST).open(source(web.uri())))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bundle.keys");
        assertThat(web.asked()).containsExactly("manifest.json from 0", "manifest.sig from 0");
    }

    @Test
    void an_unsigned_bundle_is_refused_where_keys_are_configured_and_a_signed_one_is_opened(@TempDir Path keys)
            throws Exception {
        TestingKey ours = TestingKey.in(keys, "ours");
        BundleStore store = store(ours.trusted(), MOST);
        assertThatThrownBy(() -> store.open(source(web.uri())))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is not signed");

        new BundleSignature(there).write(ours.signing());

        assertThat(store.open(source(web.uri())).id()).isEqualTo(id);
    }

    @Test
    void a_bundle_that_calls_itself_otherwise_is_refused() throws Exception {
        BundleSource source = new BundleSource(
                new BundleId("tiny", "9.9.9"), source(web.uri()).sha256(), web.uri());

        assertThatThrownBy(() -> store(TrustSettings.ANY, MOST).open(source))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("9.9.9")
                .hasMessageContaining("calls itself " + id);
        assertThat(here.resolve(source.sha256()))
                .as("a good bundle, for whoever asks rightly")
                .isDirectory();
    }

    @Test
    void a_bundle_that_was_damaged_since_is_fetched_again() throws Exception {
        Bundle fetched = open(web.uri());
        Files.writeString(Path.of(fetched.stages().get(1).file()), "rot");

        Bundle again = open(web.uri());

        assertThat(Path.of(again.stages().get(1).file())).hasContent("two");
    }

    @Test
    void a_bundle_that_is_too_large_is_refused_before_it_fills_the_disk() throws Exception {
        long manifest = Files.size(there.resolve("manifest.json"));
        assertThatThrownBy(() -> store(TrustSettings.ANY, manifest + 5).open(source(web.uri())))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("more than the");
    }

    @Test
    void a_manifest_that_was_altered_in_the_store_is_fetched_again() throws Exception {
        open(web.uri());
        Path stored = here.resolve(source(web.uri()).sha256()).resolve("manifest.json");
        Files.writeString(stored, Files.readString(stored).replace("{", "{ "));

        open(web.uri());

        assertThat(stored).hasSameBinaryContentAs(there.resolve("manifest.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "/etc", "ABCDEF"})
    void what_is_no_digest_names_no_folder(String sha256) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BundleSource(id, sha256, web.uri()));
    }

    @Test
    void a_source_without_a_slash_would_allow_its_neighbours() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FetchSettings(List.of("http://models"), MOST, PATIENCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../stage-1.pt", "http://127.0.0.1/stage-1.pt", "%2e%2e/stage-1.pt", "/etc/passwd", "a b", ""})
    void a_manifest_cannot_name_a_file_outside(String name) throws Exception {
        tiny.stage(1).put("file", name);
        tiny.write("manifest.json", tiny.manifest().toString());

        assertThatThrownBy(() -> open(web.uri()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("outside the bundle");
        assertThat(here.getParent().resolve("stage-1.pt")).doesNotExist();
    }
}

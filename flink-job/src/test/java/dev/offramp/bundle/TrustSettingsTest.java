package dev.offramp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustSettingsTest {

    private final Path root;
    private final Path elsewhere;

    TrustSettingsTest(@TempDir Path root, @TempDir Path elsewhere) {
        this.root = root;
        this.elsewhere = elsewhere;
    }

    @Test
    void nothing_said_trusts_every_bundle() throws Exception {
        TrustSettings trust = settings(Map.of());

        assertThat(trust).isEqualTo(TrustSettings.ANY);
    }

    @Test
    void a_bundle_under_a_root_is_opened_and_another_is_not() throws Exception {
        Path inside = Files.createDirectory(root.resolve("tiny"));
        Path sibling = Files.createDirectory(elsewhere.resolve("tiny"));
        TinyBundle.in(inside).open();
        TinyBundle.in(sibling).open();
        TrustSettings trust = settings(Map.of("bundle.roots", root.toString()));

        assertThat(Bundle.open(inside, trust).id().name()).isEqualTo("tiny");
        assertThatThrownBy(() -> Bundle.open(sibling, trust))
                .hasMessageContaining("it lies in " + sibling.toRealPath() + ", which is under none of bundle.roots: ");
        assertThatThrownBy(() -> Bundle.open(inside.resolve("../../" + elsewhere.getFileName() + "/tiny"), trust))
                .hasMessageContaining("under none of bundle.roots");
    }

    @Test
    void a_link_under_a_root_that_leads_out_of_it_is_outside() throws Exception {
        TinyBundle.in(elsewhere).open();
        Path link = Files.createSymbolicLink(root.resolve("tiny"), elsewhere);

        assertThatThrownBy(() -> Bundle.open(link, settings(Map.of("bundle.roots", root.toString()))))
                .hasMessageContaining("under none of bundle.roots");
    }

    @Test
    void a_folder_that_begins_like_a_root_is_not_under_it() throws Exception {
        Path like = Files.createDirectory(root.resolve("models-of-others"));
        Path models = Files.createDirectory(root.resolve("models"));
        TinyBundle.in(like).open();

        assertThatThrownBy(() -> Bundle.open(like, settings(Map.of("bundle.roots", models.toString()))))
                .hasMessageContaining("under none of bundle.roots");
    }

    @Test
    void all_that_is_wrong_is_named_at_once_and_empty_is_no_way_to_trust_everybody() throws Exception {
        Path key = TestingKey.in(root, "some").secret();

        assertThatThrownBy(() -> settings(Map.of("bundle.roots", "/nowhere;" + root, "bundle.keys", key + ";/no.pem")))
                .isInstanceOf(BundleException.class)
                .hasMessage("bundle.roots: there is no folder /nowhere; bundle.keys: " + key
                        + " holds no PUBLIC KEY in PEM, but a PRIVATE KEY; bundle.keys: there is no /no.pem");
        assertThatThrownBy(() -> settings(Map.of("bundle.keys", "")))
                .hasMessage("bundle.keys is empty; name a path, or leave it out");
    }

    private static TrustSettings settings(Map<String, String> settings) throws BundleException {
        return TrustSettings.of(Configuration.fromMap(settings));
    }
}

package dev.offramp.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.BundleException;
import dev.offramp.sample.BundleId;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where bundles may come from. */
class FetchSourcesTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://example.org/models/", "../", "%2e%2e/", "%2E%2E/other/", "/elsewhere/"})
    void from_elsewhere_nothing_is_fetched(String address, @TempDir Path there, @TempDir Path here) throws Exception {
        try (StoreFixture fixture = new StoreFixture(there, here)) {
            BundleSource source = fixture.source(fixture.web.uri().resolve(address));

            assertThatThrownBy(() -> fixture.open(source))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("none of the places");
            assertThat(fixture.web.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "/etc", "ABCDEF"})
    void what_is_no_digest_names_no_folder(String sha256) {
        BundleId id = new BundleId("tiny", "1.0.0");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BundleSource(id, sha256, URI.create("http://models/")));
    }

    @Test
    void a_source_without_a_slash_would_allow_its_neighbours() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new FetchSettings(List.of("http://models"), StoreFixture.MOST, StoreFixture.PATIENCE));
    }
}

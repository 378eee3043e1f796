package dev.offramp.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.BundleSignature;
import dev.offramp.bundle.TestingKey;
import dev.offramp.bundle.TrustSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles where keys are configured. */
class FetchTrustTest {

    private final StoreFixture fixture;

    FetchTrustTest(@TempDir Path there, @TempDir Path here) throws Exception {
        fixture = new StoreFixture(there, here);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void nothing_but_manifest_and_signature_is_fetched_of_a_bundle_that_they_did_not_sign(@TempDir Path keys)
            throws Exception {
        TrustSettings ours = TestingKey.in(keys, "ours").trusted();
        new BundleSignature(fixture.there).write(TestingKey.in(keys, "theirs").signing());

        assertThatThrownBy(() -> fixture.store(ours).open(fixture.source()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bundle.keys");
        assertThat(fixture.web.asked()).containsExactly("manifest.json from 0", "manifest.sig from 0");
    }

    @Test
    void an_unsigned_bundle_is_refused_and_a_signed_one_is_opened(@TempDir Path keys) throws Exception {
        TestingKey ours = TestingKey.in(keys, "ours");
        BundleStore store = fixture.store(ours.trusted());
        assertThatThrownBy(() -> store.open(fixture.source()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is not signed");

        new BundleSignature(fixture.there).write(ours.signing());

        assertThat(store.open(fixture.source()).id()).isEqualTo(fixture.id);
    }
}

package dev.offramp.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where keys are configured, a bundle is opened only as one of them signed it, to the byte. */
class BundleSignatureTest {

    /** Made by openssl 3.0: {@code genpkey -algorithm ed25519}, {@code pkey -pubout}, {@code pkeyutl -sign -rawin} of "Tiny". */
    private static final String OPENSSL_KEY = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAfK8Jax/HPTcJt27t7eBX5eW/DtHQwke1vxOaduhLpDE=
            -----END PUBLIC KEY-----
            """;

    private static final String OPENSSL_SIGNATURE =
            "2NN7Cf2N1VHGFqQJEghJ3mCCerSlXlR/uN3OiUtdlu9GTTOevo8n/3hf+xxfhhBRr5ZEa86j8yq7V5Y2khRnAQ==";

    private final Path folder;
    private final Path keys;
    private final TestingKey ours;

    BundleSignatureTest(@TempDir Path folder, @TempDir Path keys) throws Exception {
        this.folder = folder;
        this.keys = keys;
        ours = TestingKey.in(keys, "ours");
    }

    @BeforeEach
    void sign() throws Exception {
        TinyBundle.in(folder).withVariant().open();
        new BundleSignature(folder).write(ours.signing());
    }

    @Test
    void a_signed_bundle_is_opened() throws Exception {
        assertThat(Bundle.open(folder, ours.trusted()).id().name()).isEqualTo("tiny");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest.json",
                "manifest.sig",
                "stage-1.pt",
                "stage-2.pt",
                "stage-3.pt",
                "stage-1-bfloat16.pt",
                "stage-2-bfloat16.pt",
                "stage-3-bfloat16.pt",
                "calibration.avro",
                "MODEL_CARD.md"
            })
    void a_bit_of_any_byte_of_any_file_is_enough_to_be_refused(String name) throws Exception {
        TrustSettings trust = ours.trusted();
        byte[] good = Files.readAllBytes(folder.resolve(name));
        for (int at = 0; at < good.length; at++) {
            byte[] altered = good.clone();
            altered[at] ^= (byte) (1 << at % 8);
            Files.write(folder.resolve(name), altered);

            assertThatThrownBy(() -> Bundle.open(folder, trust))
                    .as("byte %d of %s", at, name)
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("altered");
        }
        Files.write(folder.resolve(name), good);
        Bundle.open(folder, trust);
    }

    @Test
    void those_are_all_the_files_that_a_bundle_has() throws Exception {
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void a_signature_of_another_length_is_none(int length) throws Exception {
        byte[] good = Files.readAllBytes(folder.resolve(BundleSignature.FILE));
        Files.write(folder.resolve(BundleSignature.FILE), Arrays.copyOf(good, length));

        assertThatThrownBy(() -> Bundle.open(folder, ours.trusted())).hasMessageContaining("is no signature of");
    }

    @Test
    void an_unsigned_bundle_is_refused_where_keys_are_configured_and_opened_where_none_are() throws Exception {
        Files.delete(folder.resolve(BundleSignature.FILE));

        assertThatThrownBy(() -> Bundle.open(folder, ours.trusted()))
                .hasMessage("bundle " + folder
                        + ": it is not signed, and bundle.keys wants it signed: manifest.sig is missing");
        Bundle.open(folder);
    }

    @Test
    void a_manifest_is_not_even_parsed_before_its_signature_is_known() throws Exception {
        Files.writeString(folder.resolve("manifest.json"), "colourful");

        assertThatThrownBy(() -> Bundle.open(folder, ours.trusted()))
                .hasMessageContaining("is no signature of manifest.json as it is by any key of bundle.keys")
                .hasMessageNotContaining("JSON:");
    }

    @Test
    void one_of_several_keys_suffices_and_another_does_not() throws Exception {
        TestingKey theirs = TestingKey.in(keys, "theirs");

        assertThatThrownBy(() -> Bundle.open(folder, theirs.trusted()))
                .hasMessageContaining("(" + theirs.open() + ")")
                .hasMessageContaining("or another key signed");
        TrustSettings both = TrustSettings.ANY.with(TrustSettings.keys(keys));
        assertThat(both.keys()).hasSize(2);
        assertThat(Bundle.open(folder, both).id().name()).isEqualTo("tiny");
        assertThat(new BundleSignature(folder).signer(both.keys()))
                .map(TrustedKey::file)
                .contains(ours.open().toString());
    }

    @Test
    void what_openssl_signed_is_verified() throws Exception {
        TrustedKey key = TrustedKey.read(Files.writeString(keys.resolve("openssl.pem"), OPENSSL_KEY));
        byte[] signature = Base64.getDecoder().decode(OPENSSL_SIGNATURE);

        assertThat(key.signed("Tiny".getBytes(UTF_8), signature)).isTrue();
        assertThat(key.signed("tiny".getBytes(UTF_8), signature)).isFalse();
    }

    @Test
    void a_table_that_is_altered_after_the_check_is_not_read() throws Exception {
        Bundle bundle = Bundle.open(folder, ours.trusted());
        Files.writeString(folder.resolve("calibration.avro"), "other rows");

        assertThatThrownBy(bundle::calibration)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("calibration.avro is altered");
    }

    @Test
    void nobody_is_told_what_is_in_a_key_that_cannot_be_read() {
        assertThatThrownBy(() -> TrustSettings.keys(ours.secret()))
                .hasMessage(ours.secret() + " holds no PUBLIC KEY in PEM, but a PRIVATE KEY");
        assertThatThrownBy(() -> SigningKey.read(ours.open()))
                .hasMessage(ours.open() + " holds no PRIVATE KEY in PEM, but a PUBLIC KEY");
        assertThatThrownBy(() -> TrustSettings.keys(folder)).hasMessage("there is no *.pem in " + folder);
    }

    @Test
    void a_key_of_another_kind_is_refused() throws Exception {
        Path other = Files.writeString(keys.resolve("x25519.pem"), """
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VuAyEAhqHb9/ZQjcTM6L9g2aqLFHT2KwkoyepvaE7w1TzpKmk=
                -----END PUBLIC KEY-----
                """);

        assertThatThrownBy(() -> TrustSettings.keys(other)).hasMessage(other + " holds no Ed25519 key");
    }
}

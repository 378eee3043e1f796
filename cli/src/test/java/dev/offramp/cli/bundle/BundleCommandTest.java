package dev.offramp.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.Offramp;
import dev.offramp.cli.local.ProjectHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Signs a bundle that ships, alters it, and asks every command that opens one. */
@ExtendWith(ProjectHome.class)
class BundleCommandTest {

    private static final Path SHIPPED = Path.of("../model-artifacts/bundles/fashion-mnist-branchy");

    private final StringWriter out = new StringWriter();
    private final Path bundle;
    private final Path secret;
    private final Path open;
    private final Path settings;

    BundleCommandTest(@TempDir Path folder) throws Exception {
        bundle = Files.createDirectory(folder.resolve("bundle"));
        try (var files = Files.list(SHIPPED)) {
            files.forEach(file -> copy(file, bundle.resolve(file.getFileName())));
        }
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        secret = pem(
                folder.resolve("release.key"), "PRIVATE KEY", pair.getPrivate().getEncoded());
        open = pem(folder.resolve("release.pem"), "PUBLIC KEY", pair.getPublic().getEncoded());
        settings = Files.writeString(folder.resolve("job.yaml"), "bundle.keys: " + open + "\n");
    }

    @BeforeEach
    void sign() {
        assertThat(offramp("bundle", "sign", bundle.toString(), "--key", secret.toString()))
                .isZero();
        assertThat(out.toString()).startsWith("Bundle fashion-mnist-branchy 1.0.0 is signed: ");
    }

    @Test
    void a_signed_bundle_is_verified_by_the_key_that_signed_it() {
        assertThat(offramp("bundle", "verify", bundle.toString(), "--key", open.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("Bundle fashion-mnist-branchy 1.0.0 is whole")
                .contains("It is signed by " + open + ".");
        assertThat(offramp("bundle", "verify", bundle.toString(), "--config", settings.toString()))
                .isZero();
    }

    @Test
    void without_a_key_nothing_is_said_of_who_signed() {
        assertThat(offramp("bundle", "verify", bundle.toString())).isZero();
        assertThat(out.toString()).contains("It has a signature, which needs --key to be checked.");
        assertThat(offramp("bundle", "verify", SHIPPED.toString())).isZero();
        assertThat(out.toString()).contains("It is not signed.");
    }

    @Test
    void a_file_that_the_manifest_does_not_name_is_said_to_be_none_of_it() throws Exception {
        Files.writeString(bundle.resolve("costs.json"), "{}");

        assertThat(offramp("bundle", "verify", bundle.toString(), "--key", open.toString()))
                .isZero();
        assertThat(out.toString()).contains("Not of the bundle, and read by nothing: costs.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage-1.pt", "stage-4-bfloat16.pt", "calibration.avro", "MODEL_CARD.md", "manifest.json"})
    void one_altered_byte_is_found(String name) throws Exception {
        byte[] content = Files.readAllBytes(bundle.resolve(name));
        content[content.length / 2] ^= 1;
        Files.write(bundle.resolve(name), content);

        assertThat(offramp("bundle", "verify", bundle.toString(), "--key", open.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("altered").doesNotContain("is whole");
    }

    @Test
    void no_command_opens_an_unsigned_bundle_where_keys_are_configured() {
        String[][] commands = {
            {"run", "--bundle", SHIPPED.toString()},
            {"evaluate", SHIPPED.toString(), "--budget", "6M"},
            {"calibrate", SHIPPED.toString()},
            {"demo", "--limit", "10", "--bundle", SHIPPED.toString()},
            {"report", "--no-windows", "--bundle", SHIPPED.toString()},
            {"bundle", "verify", SHIPPED.toString()}
        };
        for (String[] command : commands) {
            out.getBuffer().setLength(0);

            assertThat(offramp(withSettings(command))).as(command[0]).isEqualTo(1);
            assertThat(out.toString())
                    .as(command[0])
                    .contains("it is not signed, and bundle.keys wants it signed: manifest.sig is missing");
        }
    }

    @Test
    void a_bundle_that_is_not_whole_is_not_signed() throws Exception {
        Files.writeString(bundle.resolve("stage-1.pt"), "another");

        assertThat(offramp("bundle", "sign", bundle.toString(), "--key", secret.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("file stage-1.pt is altered");
    }

    @Test
    void the_wrong_half_of_a_key_is_named_and_not_shown() throws Exception {
        assertThat(offramp("bundle", "sign", bundle.toString(), "--key", open.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("--key: " + open + " holds no PRIVATE KEY in PEM, but a PUBLIC KEY");
        assertThat(offramp("bundle", "verify", bundle.toString(), "--key", secret.toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("holds no PUBLIC KEY in PEM, but a PRIVATE KEY")
                .doesNotContain(Files.readAllLines(secret).get(1));
    }

    private String[] withSettings(String[] command) {
        String[] all = Arrays.copyOf(command, command.length + 2);
        all[command.length] = "--config";
        all[command.length + 1] = settings.toString();
        return all;
    }

    private int offramp(String... arguments) {
        var writer = new PrintWriter(out, true);
        CommandLine command = Offramp.commandLine();
        return command.setOut(writer).setErr(writer).execute(arguments);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path pem(Path file, String label, byte[] encoded) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + Base64.getEncoder().encodeToString(encoded) + "\n-----END " + label
                        + "-----\n");
    }
}

package dev.offramp.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.cli.Offramp;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DoctorCommandTest {

    private static final String BUNDLE = "../model-artifacts/bundles/fashion-mnist-branchy";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void where_nobody_answers_the_rest_is_skipped_and_not_passed() {
        assertThat(doctor(
                        "--bundle",
                        BUNDLE,
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--cluster",
                        "http://127.0.0.1:1",
                        "--set",
                        "stage.precision=float32"))
                .isEqualTo(1);

        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("wrong    broker ")
                        && line.contains("nothing takes connections at 127.0.0.1:1"))
                .anyMatch(line -> line.startsWith("wrong    flink ") && line.contains("no Flink JobManager answers"))
                .anyMatch(line -> line.matches("skipped  topics +no broker answers.*"))
                .anyMatch(line -> line.matches("skipped  slots +no JobManager answers"))
                .anyMatch(line -> line.startsWith("ok       bundle"))
                .last()
                .asString()
                .matches("2 wrong, 0 warnings, [0-9]+ skipped, 2 ok.");
    }

    @Test
    void of_a_reader_the_broker_alone_is_looked_at() {
        assertThat(doctor("--bootstrap", "127.0.0.1:1", "--as", "reader")).isEqualTo(1);

        assertThat(out.toString())
                .contains("wrong    broker", "skipped  rights")
                .doesNotContain("bundle", "flink's");
    }

    @Test
    void json_is_one_document() throws Exception {
        assertThat(doctor("--bootstrap", "127.0.0.1:1", "--as", "publisher", "--json"))
                .isEqualTo(1);

        var document = new ObjectMapper().readTree(out.toString());
        assertThat(document.path("wrong").asInt()).isEqualTo(1);
        assertThat(document.at("/findings/1/check").asText()).isEqualTo("broker");
        assertThat(document.at("/findings/1/verdict").asText()).isEqualTo("wrong");
    }

    @Test
    void a_login_that_cannot_be_read_is_not_repeated() {
        assertThat(doctor(
                        "--as",
                        "reader",
                        "--property",
                        "security.protocol=SASL_PLAINTEXT",
                        "--property",
                        "sasl.jaas.config=Plain required password=\"hush-1\" x"))
                .isEqualTo(1);

        assertThat(out.toString()).contains("sasl.jaas.config cannot be read").doesNotContain("hush-1");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void nor_is_one_that_lies_in_a_file_which_kafkas_client_reads_itself() throws Exception {
        Files.writeString(folder.resolve("login"), "Plain required password=\"hush-1\" x");

        assertThat(doctor(
                        "--as",
                        "reader",
                        "--property",
                        "security.protocol=SASL_PLAINTEXT",
                        "--property",
                        "config.providers=mounted",
                        "--property",
                        "config.providers.mounted.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                        "--property",
                        "sasl.jaas.config=${mounted:" + folder + ":login}"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("wrong    broker", "sasl.jaas.config cannot be read")
                .doesNotContain("hush-1", "JAAS");
    }

    @Test
    void a_trust_store_that_is_not_there_is_named() {
        assertThat(doctor(
                        "--as",
                        "reader",
                        "--property",
                        "security.protocol=SSL",
                        "--property",
                        "ssl.truststore.location=/no/such.p12"))
                .isEqualTo(1);

        assertThat(out.toString()).contains("Kafka's client cannot begin with these settings", "/no/such.p12");
    }

    @Test
    void wrong_usage_and_settings_that_are_not_there_end_as_with_other_commands() {
        assertThat(doctor("--as", "nobody")).isEqualTo(2);
        assertThat(doctor("--config", "/no/such.yaml")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no settings file /no/such.yaml");
    }

    private int doctor(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "doctor";
        System.arraycopy(options, 0, words, 1, options.length);
        return Offramp.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}

package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands read that run beside the job, each for itself. */
class ChartToolsTest {

    private static final String BOTH = """
            console: {enabled: true, secretSettings: {secretName: of-console, key: x.yaml}}
            ingest: {enabled: true, camerasSecretName: cameras, secretSettings: {secretName: of-ingest}}
            secretSettings: {secretName: of-job}
            """;

    @ParameterizedTest
    @CsvSource({"console, x.yaml", "ingest, settings.yaml"})
    void each_lays_a_secret_of_its_own_over_the_settings_that_all_read(String tool, String key) throws IOException {
        JsonNode pod = pod(BOTH, tool);

        assertThat(config(pod))
                .isEqualTo("/etc/offramp/settings/settings.yaml:/etc/offramp/secret-settings/settings.yaml");
        JsonNode secret = named(pod.path("volumes"), "secret-settings").path("secret");
        assertThat(secret.path("secretName").asText()).isEqualTo("of-" + tool);
        assertThat(secret.path("items").toString()).isEqualTo("[{\"key\":\"" + key + "\",\"path\":\"settings.yaml\"}]");
        JsonNode mount = named(pod.at("/containers/0/volumeMounts"), "secret-settings");
        assertThat(mount.path("mountPath").asText()).isEqualTo("/etc/offramp/secret-settings");
        assertThat(mount.path("readOnly").asBoolean()).isTrue();
        assertThat(pod.toString()).doesNotContain("of-job");
    }

    @ParameterizedTest
    @CsvSource({"console", "ingest"})
    void without_one_it_reads_what_everybody_may_and_nothing_of_the_jobs_secrets(String tool) throws IOException {
        JsonNode pod = pod(
                "{secretSettings: {secretName: of-job}, console: {enabled: true}, ingest: {enabled: true,"
                        + " camerasSecretName: cameras}}",
                tool);

        assertThat(config(pod)).isEqualTo("/etc/offramp/settings/settings.yaml");
        assertThat(pod.toString()).doesNotContain("secret-settings", "of-job");
    }

    private static JsonNode pod(String values, String tool) throws IOException {
        return Chart.with(values).named("Deployment", "demo-offramp-" + tool).at("/spec/template/spec");
    }

    private static String config(JsonNode pod) {
        return named(pod.at("/containers/0/env"), "OFFRAMP_CONFIG")
                .path("value")
                .asText();
    }

    private static JsonNode named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + list));
    }
}

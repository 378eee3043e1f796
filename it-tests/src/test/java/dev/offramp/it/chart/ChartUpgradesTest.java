package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Test;

/** What the operator goes on from, and back to: a specification has its settings, and time to become stable. */
class ChartUpgradesTest {

    private static final String THREE = "{settings: {exit: {top-k: 3}}, console: {enabled: true}}";
    private static final String FOUR = "{settings: {exit: {top-k: 4}}, console: {enabled: true}}";

    @Test
    void other_settings_have_another_name_and_the_same_have_the_same() throws IOException {
        assertThat(settings(THREE).at("/metadata/name").asText())
                .isEqualTo(settings(THREE + " ").at("/metadata/name").asText())
                .isNotEqualTo(settings(FOUR).at("/metadata/name").asText());
    }

    @Test
    void settings_cannot_change_and_stay_for_the_specification_that_reads_them() throws IOException {
        JsonNode settings = settings(THREE);

        assertThat(settings.path("immutable").asBoolean()).isTrue();
        assertThat(settings.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                .isEqualTo("keep");
    }

    @Test
    void the_job_and_the_tools_read_the_settings_by_that_name() throws IOException {
        Manifests manifests = Chart.with(THREE);
        String name = settings(THREE).at("/metadata/name").asText();

        assertThat(configMaps(manifests.flink().at("/jobManager/podTemplate/spec/volumes")))
                .containsExactly(name);
        assertThat(configMaps(
                        manifests.named("Deployment", "demo-offramp-console").at("/spec/template/spec/volumes")))
                .containsExactly(name);
    }

    @Test
    void an_upgrade_is_not_rolled_back_while_probes_and_job_still_wait() throws IOException {
        assertThat(readinessTimeout("{}")).isGreaterThan(Duration.ofMinutes(5 + 10 + 10));
        assertThat(readinessTimeout("{settings: {kafka: {start-patience: 1 h}}, taskManager: {probes: {startup:"
                        + " {initialDelaySeconds: 600}}}}"))
                .isGreaterThan(Duration.ofMinutes(5 + 10 + 10 + 60));
        assertThat(readinessTimeout("{settings: {kafka: {start-patience: 0 ms}}}"))
                .isGreaterThan(Duration.ofMinutes(5 + 10))
                .isLessThan(Duration.ofMinutes(5 + 10 + 10));
    }

    private static Duration readinessTimeout(String values) throws IOException {
        return TimeUtils.parseDuration(Chart.with(values)
                .flinkConfiguration()
                .toMap()
                .get("kubernetes.operator.deployment.readiness.timeout"));
    }

    private static JsonNode settings(String values) throws IOException {
        return Chart.with(values).one("ConfigMap");
    }

    private static Stream<String> configMaps(JsonNode volumes) {
        return StreamSupport.stream(volumes.spliterator(), false)
                .filter(volume -> volume.has("configMap"))
                .map(volume -> volume.at("/configMap/name").asText());
    }
}

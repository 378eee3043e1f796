package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who watches the job: Prometheus, Grafana, a collector of OpenTelemetry. */
class ChartWatchingTest {

    private static final String FLINK_PODS = "{\"app\":\"demo-offramp\",\"type\":\"flink-native-kubernetes\"}";

    @Test
    void alarms_and_dashboard_are_the_files_that_everybody_else_reads() throws IOException {
        Manifests manifests = Chart.with("monitoring: {prometheusRule: {enabled: true}, dashboard: {enabled: true}}");
        var files = Chart.FOLDER.resolve("files");

        assertThat(manifests.one("PrometheusRule").path("spec"))
                .isEqualTo(Manifests.YAML.readTree(
                        files.resolve("offramp-rules.yml").toFile()));
        JsonNode dashboard = manifests.named("ConfigMap", "demo-offramp-dashboard");
        assertThat(new ObjectMapper()
                        .readTree(dashboard.at("/data/offramp.json").asText()))
                .isEqualTo(new ObjectMapper()
                        .readTree(files.resolve("offramp.json").toFile()));
        assertThat(dashboard.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    }

    @Test
    void prometheus_and_the_network_policy_find_the_pods_by_what_flink_calls_them() throws IOException {
        Manifests manifests = Chart.with("{monitoring: {podMonitor: {enabled: true}}}");
        JsonNode labels =
                new FlinkPods(manifests.one("FlinkDeployment")).taskManager().at("/metadata/labels");

        assertThat(manifests.one("PodMonitor").at("/spec/selector/matchLabels").toString())
                .isEqualTo(FLINK_PODS);
        assertThat(manifests
                        .one("NetworkPolicy")
                        .at("/spec/podSelector/matchLabels")
                        .toString())
                .isEqualTo(FLINK_PODS);
        assertThat(labels.path("app").asText()).isEqualTo("demo-offramp");
        assertThat(labels.path("type").asText()).isEqualTo("flink-native-kubernetes");
    }

    @ParameterizedTest
    @CsvSource({"http://collector.observability:4318, 4318", "https://otlp.example.com, 443"})
    void metrics_and_spans_go_to_a_collector_and_the_network_policy_lets_them(String endpoint, String port)
            throws IOException {
        Manifests manifests = Chart.with("{monitoring: {openTelemetry: {enabled: true, endpoint: '" + endpoint
                + "'}}, networkPolicy: {openTelemetryTo: [{podSelector: {matchLabels: {app: collector}}}]}}");

        assertThat(manifests.flinkConfiguration().toMap())
                .containsEntry("metrics.reporter.otel.exporter.endpoint", endpoint + "/v1/metrics")
                .containsEntry("traces.reporter.otel.exporter.endpoint", endpoint + "/v1/traces")
                .containsEntry("metrics.reporter.otel.service.name", "demo-offramp")
                .containsKey("metrics.reporter.prom.port");
        JsonNode rule = manifests.one("NetworkPolicy").at("/spec/egress").get(4);
        assertThat(rule.path("ports").findValuesAsText("port")).containsExactly(port);
        assertThat(rule.at("/to/0/podSelector/matchLabels/app").asText()).isEqualTo("collector");
    }

    @Test
    void nothing_is_sent_to_a_collector_that_nobody_named() throws IOException {
        Manifests manifests = Chart.with("{}");

        assertThat(manifests.flinkConfiguration().keySet()).noneMatch(key -> key.contains("otel"));
        assertThat(manifests.one("NetworkPolicy").at("/spec/egress")).hasSize(4);
    }
}

package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.cli.broker.TopicPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** What stands beside the job: topics, rights on the cluster, savepoints, console. */
class ChartCompanionsTest {

    private static final int PARTITIONS = 7;

    @Test
    void topics_are_as_the_commands_make_them() throws IOException {
        Manifests manifests = Chart.with(
                "strimzi: {enabled: true, cluster: kafka, topics: {partitions: " + PARTITIONS + "}}\n"
                        + "settings: {kafka: {frames-topic: Pictures_1, bundles-topic: offramp-bundles}, results: {smoothing: {decay: 0.8}}}");
        var plan = new TopicPlan(PARTITIONS);

        assertLike(plan.frames("Pictures_1"), manifests.named("KafkaTopic", "demo-offramp-frames"));
        assertLike(plan.policies("offramp-policies"), manifests.named("KafkaTopic", "demo-offramp-policies"));
        assertLike(plan.states("offramp-states"), manifests.named("KafkaTopic", "demo-offramp-states"));
        assertLike(plan.bundles("offramp-bundles"), manifests.named("KafkaTopic", "demo-offramp-bundles"));
        for (String topic : List.of("classifications", "rejects", "throughput")) {
            assertLike(plan.answers("offramp-" + topic), manifests.named("KafkaTopic", "demo-offramp-" + topic));
        }
    }

    private static void assertLike(NewTopic planned, JsonNode topic) {
        assertThat(topic.at("/spec/topicName").asText()).isEqualTo(planned.name());
        assertThat(topic.at("/spec/partitions").asInt()).isEqualTo(planned.numPartitions());
        Map<String, String> config = Manifests.flat(topic.at("/spec/config")).toMap();
        assertThat(config).containsAllEntriesOf(planned.configs());
        assertThat(topic.at("/metadata/labels").get("strimzi.io/cluster").asText())
                .isEqualTo("kafka");
        assertThat(topic.at("/metadata/annotations")
                        .get("helm.sh/resource-policy")
                        .asText())
                .isEqualTo("keep");
    }

    @Test
    void a_budget_of_disruptions_is_there_where_one_of_several_job_managers_may_go() throws IOException {
        assertThat(Chart.with("{}").ofKind("PodDisruptionBudget")).isEmpty();
        JsonNode budget = Chart.with("{jobManager: {replicas: 2}}").one("PodDisruptionBudget");

        assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
        assertThat(budget.at("/spec/selector/matchLabels/component").asText()).isEqualTo("jobmanager");
    }

    @Test
    void the_network_policy_opens_the_ports_of_brokers_and_stores_as_they_are_set() throws IOException {
        Manifests manifests = Chart.with("{settings: {kafka: {bootstrap-servers: 'a:9093,b:9094,c:9093'}},"
                + " state: {storage: s3, s3: {bucket: state, endpoint: 'http://minio:9000/x'}}}");
        JsonNode egress = manifests.one("NetworkPolicy").at("/spec/egress");

        assertThat(egress)
                .extracting(rule -> String.join(",", rule.path("ports").findValuesAsText("port")))
                .containsExactly(
                        "6121,6122,6123,6124,6125,8081", "53,53,5353,5353", "9093,9094", "443,6443,8443", "9000");
    }

    @Test
    void the_network_policy_opens_the_ports_of_the_servers_that_bundles_come_from() throws IOException {
        Manifests manifests = Chart.with("{settings: {kafka: {bundles-topic: b}, bundle: {sources:"
                + " ['https://models.example.com/', 'http://models:8088/released/', 'file:///models/']}},"
                + " networkPolicy: {bundleSourcesTo: [{podSelector: {matchLabels: {app: models}}}]}}");
        JsonNode rule = manifests.one("NetworkPolicy").at("/spec/egress").get(4);

        assertThat(rule.path("ports").findValuesAsText("port")).containsExactly("443", "8088");
        assertThat(rule.at("/to/0/podSelector/matchLabels/app").asText()).isEqualTo("models");
        assertThat(Chart.with("{settings: {bundle: {sources: ['https://models.example.com/']}}}")
                        .one("NetworkPolicy")
                        .at("/spec/egress"))
                .as("no bundle changes")
                .hasSize(4);
    }

    @Test
    void the_network_policy_opens_other_ports_of_names_and_of_the_api_server() throws IOException {
        Manifests manifests =
                Chart.with("{networkPolicy: {dnsPorts: [54], apiServerPorts: [16443]}, console: {enabled: true}}");

        assertThat(manifests.ofKind("NetworkPolicy")).hasSize(2).allSatisfy(policy -> assertThat(
                        policy.at("/spec/egress").findValuesAsText("port"))
                .contains("54")
                .doesNotContain("53"));
        assertThat(manifests
                        .named("NetworkPolicy", "demo-offramp")
                        .at("/spec/egress")
                        .findValuesAsText("port"))
                .contains("16443")
                .doesNotContain("443");
    }

    @Test
    void a_savepoint_is_made_by_its_name_and_others_by_the_clock() throws IOException {
        Manifests manifests = Chart.with("{savepoints: {take: before-upgrade, interval: 12h}}");

        JsonNode snapshot = manifests.one("FlinkStateSnapshot");
        assertThat(snapshot.at("/metadata/name").asText()).isEqualTo("demo-offramp-before-upgrade");
        assertThat(snapshot.at("/spec/jobReference/name").asText()).isEqualTo("demo-offramp");
        assertThat(manifests.flinkConfiguration().toMap())
                .containsEntry("kubernetes.operator.periodic.savepoint.interval", "12h");
    }

    @Test
    void the_console_asks_flink_where_it_is_and_the_reader_of_strimzi_who_it_is() throws IOException {
        Manifests manifests = Chart.with("{console: {enabled: true}, strimzi: {enabled: true, cluster: kafka},"
                + " kafka: {sasl: {mechanism: SCRAM-SHA-512}, tls: {enabled: true}}}");
        JsonNode pod = manifests.named("Deployment", "demo-offramp-console").at("/spec/template/spec");

        assertThat(pod.at("/containers/0/args").toString())
                .isEqualTo(
                        "[\"console\",\"--listen\",\"0.0.0.0:8080\",\"--cluster\",\"http://demo-offramp-rest:8081\"]");
        assertThat(pod.path("volumes").findValues("secret").stream()
                        .map(secret -> secret.path("name").asText()))
                .containsExactly("demo-offramp-reader", "kafka-cluster-ca-cert");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(manifests.flink().findValuesAsText("name"))
                .contains("demo-offramp-job")
                .doesNotContain("demo-offramp-reader");
    }
}

package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other tests hold the chart against refuses what is wrong. */
class ChartChecksTest {

    private static final OperatorSchema DEPLOYMENTS = OperatorSchema.of("flinkdeployments");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: v1, kind: Service, spec: {prots: []}}",
                "{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, securityContext: {runAsNonroot: true}}]}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {labels: {a: 1}}}",
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: true}}",
                "{apiVersion: kafka.strimzi.io/v1, kind: KafkaUser, spec: {authorization: {type: simple, acls:"
                        + " [{operation: Read}], x: 1}}}",
                "{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, spec: {podMetricsEndpoint: []}}",
                "{apiVersion: policy/v1beta1, kind: PodDisruptionBudget}",
            })
    void an_object_with_an_unknown_field_or_another_type_is_refused(String object) throws IOException {
        assertThat(StrictModels.problem(Manifests.YAML.readTree(object))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/spec", "/spec/job", "/spec/taskManager/podTemplate/spec/containers/0/securityContext"})
    void a_deployment_with_an_unknown_field_is_refused(String place) throws IOException {
        JsonNode deployment = Chart.with("{}").one("FlinkDeployment");
        ((ObjectNode) deployment.at(place)).put("nonsense", 1);

        assertThat(DEPLOYMENTS.problems(deployment)).singleElement().asString().contains("nonsense");
    }

    @Test
    void a_deployment_with_another_word_for_its_upgrades_is_refused() throws IOException {
        JsonNode deployment = Chart.with("{}").one("FlinkDeployment");
        ((ObjectNode) deployment.at("/spec/job")).put("upgradeMode", "blue-green");

        assertThat(DEPLOYMENTS.problems(deployment)).isNotEmpty();
    }
}

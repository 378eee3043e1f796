package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.access.AccessOptions;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.MemorySize;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pods that Flink makes of the chart: who they are, what they may do, what they have. */
class ChartPodsTest {

    @Test
    void they_run_as_nobody_may_write_nowhere_but_into_volumes_and_have_no_capabilities() throws IOException {
        for (JsonNode pod : both("{}")) {
            JsonNode container = main(pod);

            assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/spec/securityContext/runAsUser").asInt()).isEqualTo(9999);
            assertThat(pod.at("/spec/securityContext/seccompProfile/type").asText())
                    .isEqualTo("RuntimeDefault");
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(texts(container.at("/securityContext/capabilities/drop")))
                    .containsExactly("ALL");
            assertThat(container.findValuesAsText("mountPath"))
                    .contains("/tmp", "/opt/flink/log", "/opt/flink/conf", "/var/cache/offramp", "/offramp-state");
            assertThat(environment(container, "DJL_CACHE_DIR").path("value").asText())
                    .startsWith("/var/cache/offramp");
        }
    }

    @Test
    void they_have_the_ports_that_the_network_policy_opens_and_probes_ask_on_them() throws IOException {
        FlinkPods pods = pods("{}");
        JsonNode job = main(pods.jobManager());
        JsonNode task = main(pods.taskManager());

        assertThat(job.path("ports").findValuesAsText("containerPort"))
                .containsExactlyInAnyOrder("9249", "8081", "6123", "6124");
        assertThat(task.path("ports").findValuesAsText("containerPort")).containsExactlyInAnyOrder("9249", "6122");
        assertThat(pods.configuration().toMap())
                .containsEntry("taskmanager.data.port", "6121")
                .containsEntry("metrics.internal.query-service.port", "6125");
        JsonNode among = Chart.with("{}").one("NetworkPolicy").at("/spec/ingress/0/ports");
        assertThat(among.findValuesAsText("port")).containsExactly("6121", "6122", "6123", "6124", "6125", "8081");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            String how = probe.equals("readinessProbe") ? "/httpGet/port" : "/tcpSocket/port";
            assertThat(job.at("/" + probe + how).asInt()).isEqualTo(8081);
            assertThat(task.at("/" + probe + "/tcpSocket/port").asInt()).isEqualTo(6122);
        }
    }

    @Test
    void flinks_rest_interface_is_asked_under_the_names_of_its_service_and_of_a_proxy() throws IOException {
        String service = "demo-offramp-rest";

        assertThat(pods("{jobManager: {restHosts: [flink.example.com]}}")
                        .configuration()
                        .get(AccessOptions.HOSTS))
                .containsExactly(
                        service,
                        service + ".vision",
                        service + ".vision.svc",
                        service + ".vision.svc.cluster.local",
                        "flink.example.com");
    }

    @Test
    void a_task_manager_is_waited_for_ten_minutes_before_it_is_ended() throws IOException {
        JsonNode probe = main(pods("{}").taskManager()).path("startupProbe");

        assertThat(probe.path("periodSeconds").asInt()
                        * probe.path("failureThreshold").asInt())
                .isEqualTo(600);
    }

    @Test
    void memory_and_processors_are_limits_of_the_containers() throws IOException {
        FlinkPods pods = pods("{taskManager: {memory: 6g, cpu: 3, overheadMemory: 2g},"
                + " jobManager: {memory: 2g, cpu: 0.5, overheadMemory: 1g}}");

        assertThat(limit(pods.taskManager(), "memory")).isEqualTo("6144Mi");
        assertThat(limit(pods.taskManager(), "cpu")).isEqualTo("3.0");
        assertThat(limit(pods.jobManager(), "memory")).isEqualTo("2048Mi");
        assertThat(limit(pods.jobManager(), "cpu")).isEqualTo("0.5");
        assertThat(pods.taskManagerMemory()
                        .getJvmMetaspaceAndOverhead()
                        .getOverhead()
                        .getMebiBytes())
                .isEqualTo(2048);
        assertThat(pods.jobManagerMemory()
                        .getJvmMetaspaceAndOverhead()
                        .getOverhead()
                        .getMebiBytes())
                .isEqualTo(1024);
    }

    @ParameterizedTest
    @CsvSource({
        "nvidia.com/gpu, 1",
        "nvidia.com/gpu, 4",
        "nvidia.com/gpu.shared, 1",
        "nvidia.com/mig-1g.10gb, 1",
        "nvidia.com/mig-3g.40gb.shared, 1"
    })
    void a_task_manager_alone_has_gpus_by_the_name_that_the_cluster_gives_them(String resource, int amount)
            throws IOException {
        String values = String.format(
                "{gpu: {enabled: true, resourceName: %s, amount: %d, nodeSelector: {zone: gpus}}}", resource, amount);
        JsonNode task = pods(values).taskManager();

        assertThat(limit(task, resource)).isEqualTo(Integer.toString(amount));
        assertThat(task.at("/spec/runtimeClassName").asText()).isEqualTo("nvidia");
        assertThat(task.at("/spec/nodeSelector/zone").asText()).isEqualTo("gpus");
        assertThat(task.at("/spec/tolerations").findValuesAsText("key")).contains("nvidia.com/gpu");
        assertThat(limit(pods(values).jobManager(), resource)).isEmpty();
        assertThat(pods(values).jobManager().at("/spec/runtimeClassName").isMissingNode())
                .isTrue();
        assertThat(Chart.with(values).settingsFile()).contains("\"device\": \"gpu\"");
    }

    @Test
    void their_logs_fit_the_volume_for_them() throws IOException {
        // log4j-console.properties of the operator: size=100MB, max=10, and the file that is being written
        long kept = 11 * MemorySize.ofMebiBytes(100).getBytes();
        for (JsonNode pod : both("{}")) {
            assertThat(stream(pod.at("/spec/volumes"))
                            .filter(volume -> volume.path("name").asText().equals("log"))
                            .map(volume -> volume.at("/emptyDir/sizeLimit").asText())
                            .map(size -> new Quantity(size).getNumericalAmount().longValueExact()))
                    .singleElement(InstanceOfAssertFactories.LONG)
                    .isGreaterThan(kept);
        }
    }

    @Test
    void secrets_of_the_registry_reach_them() throws IOException {
        for (JsonNode pod : both("{imagePullSecrets: [{name: one}, {name: two}]}")) {
            assertThat(pod.at("/spec/imagePullSecrets").findValuesAsText("name"))
                    .containsExactly("one", "two");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobManager", "taskManager"})
    void a_store_of_objects_is_reached_with_a_plugin_and_a_secret(String role) throws IOException {
        JsonNode container = Chart.with("{state: {storage: s3, s3: {bucket: state, secretName: minio}}}")
                .container(role);

        assertThat(environment(container, "ENABLE_BUILT_IN_PLUGINS")
                        .path("value")
                        .asText())
                .isEqualTo("flink-s3-fs-hadoop-2.2.1.jar");
        assertThat(container.findValuesAsText("mountPath"))
                .contains("/opt/flink/plugins/flink-s3-fs-hadoop-2.2.1")
                .doesNotContain("/offramp-state");
        assertThat(environment(container, "AWS_SECRET_ACCESS_KEY")
                        .at("/valueFrom/secretKeyRef/name")
                        .asText())
                .isEqualTo("minio");
    }

    @Test
    void the_job_manager_alone_reads_the_settings() throws IOException {
        Manifests manifests = Chart.with("{secretSettings: {secretName: more, key: x.yaml}}");

        assertThat(manifests.container("jobManager").findValuesAsText("mountPath"))
                .contains("/etc/offramp/settings", "/etc/offramp/secret-settings");
        assertThat(manifests.container("taskManager").findValuesAsText("mountPath"))
                .doesNotContain("/etc/offramp/settings", "/etc/offramp/secret-settings");
        assertThat(texts(manifests.flink().at("/job/args")))
                .containsExactly(
                        "--config",
                        "/etc/offramp/settings/settings.yaml",
                        "--config",
                        "/etc/offramp/secret-settings/settings.yaml");
    }

    @Test
    void a_bundle_in_an_image_is_a_volume_that_nobody_writes_to() throws IOException {
        String image = "registry.example.com/bundles@sha256:" + "0a".repeat(32);
        String values = "{model: {source: imageVolume, imageVolume: {reference: '" + image
                + "'}}, settings: {bundle: {path: /models/x}}}";
        for (JsonNode pod : both(values)) {
            assertThat(pod.at("/spec/volumes").findValuesAsText("reference")).containsExactly(image);
            assertThat(main(pod).path("volumeMounts")).anySatisfy(mount -> assertThat(mount.toString())
                    .contains("\"mountPath\":\"/models\"", "\"readOnly\":true"));
        }
    }

    private static List<JsonNode> both(String values) throws IOException {
        FlinkPods pods = pods(values);
        return List.of(pods.jobManager(), pods.taskManager());
    }

    private static FlinkPods pods(String values) throws IOException {
        return new FlinkPods(Chart.with(values).one("FlinkDeployment"));
    }

    private static JsonNode main(JsonNode pod) {
        return stream(pod.at("/spec/containers"))
                .filter(container -> container.path("name").asText().equals("flink-main-container"))
                .findFirst()
                .orElseThrow();
    }

    private static String limit(JsonNode pod, String resource) {
        return main(pod).at("/resources/limits").path(resource).asText();
    }

    private static JsonNode environment(JsonNode container, String name) {
        return stream(container.path("env"))
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return stream(list).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

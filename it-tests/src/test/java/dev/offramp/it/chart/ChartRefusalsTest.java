package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is refused before anything reaches a cluster, with its name. */
class ChartRefusalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fullnameOverride: Uppercase | fullnameOverride",
                "nameOverride: a.dot | nameOverride",
                "fullnameOverride: a-name-that-is-longer-than-flink-allows-a-name | fullnameOverride",
                "nonsense: 1 | nonsense",
                "job: {paralellism: 2} | paralellism",
                "job: {parallelism: two} | parallelism",
                "job: {parallelism: 0} | parallelism",
                "job: {upgradeMode: blue-green} | upgradeMode",
                "image: {tag: a b} | tag",
                "image: {digest: abc} | digest",
                "taskManager: {memory: 4Gi} | memory",
                "taskManager: {cpu: '2'} | cpu",
                "state: {claim: {accessModes: [ReadOnlyMany]}} | accessModes",
                "state: {storage: nfs} | storage",
                "model: {source: imageVolume, imageVolume: {reference: 'bundles:latest'}} | reference",
                "settings: {stage: {batch: {max-sise: 2}}} | max-sise",
                "settings: {stage: {precision: int8}} | precision",
                "settings: {stage: {'2': {warm-up: 1s}}} | warm-up",
                "settings: {frames: {max-pixels: many}} | max-pixels",
                "settings: {kafka: {bootstrap-servers: kafka}} | bootstrap-servers",
                "settings: {kafka: {properties: {sasl.jaas.config: 'a.Module required password=\"x\";'}}} |"
                        + " sasl.jaas.config",
                "settings: {kafka: {properties: {ssl.keystore.password: x}}} | ssl.keystore.password",
                "flinkConfiguration: {s3.secret-key: x} | s3.secret-key",
                "flinkConfiguration: {s3.access-key: x} | s3.access-key",
                "flinkConfiguration: {security.ssl.rest.keystore-password: x} | security.ssl.rest.keystore-password",
                "flinkConfiguration: {kubernetes.cluster-id: x} | kubernetes.cluster-id",
                "flinkConfiguration: {taskmanager.data.port: 0} | taskmanager.data.port",
                "commonLabels: {app: x} | app",
                "networkPolicy: {kafkaTo: [{}]} | kafkaTo",
                "networkPolicy: {kafkaTo: [{pods: {}}]} | pods",
                "strimzi: {users: {principals: [root]}} | principals",
                "console: {extraArgs: [--property, 'sasl.jaas.config=a.Module required;']} | extraArgs",
                "ingest: {extraArgs: ['--property=ssl.key.password=x']} | extraArgs",
                "settings: {kafka: {start-patience: soon}} | start-patience",
                "monitoring: {openTelemetry: {endpoint: 'http://collector:4318/v1/metrics'}} | endpoint",
            })
    void a_value_that_is_none_is_named(String values, String named) {
        assertThatThrownBy(() -> Chart.with(values))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{jobManager: {replicas: 2}, state: {highAvailability: false}} | jobManager.replicas above 1 wants"
                        + " state.highAvailability",
                "{job: {upgradeMode: last-state}, state: {highAvailability: false}} | job.upgradeMode last-state wants"
                        + " state.highAvailability",
                "{job: {rollback: true}, state: {highAvailability: false}} | job.rollback wants state.highAvailability",
                "{gpu: {enabled: true, resourceName: nvidia.com/mig-1g.10gb, amount: 2}} | gpu.amount must be 1",
                "{taskManager: {memory: 1900m}} | taskManager.memory must be at least 1984m, was 1900m",
                "{state: {storage: s3}} | state.s3.bucket is wanted",
                "{model: {source: claim}, settings: {bundle: {path: /models/x}}} | model.claim.name is wanted",
                "{model: {source: s3}} | settings.bundle.path must lie in /models",
                "{kafka: {sasl: {mechanism: PLAIN}}} | set kafka.sasl.secretName",
                "{strimzi: {enabled: true}} | strimzi.cluster is wanted",
                "{strimzi: {enabled: true, cluster: k, topics: {replicas: 1}}} | strimzi.topics.minInSyncReplicas must"
                        + " not be above",
                "{ingest: {enabled: true}} | ingest.camerasSecretName is wanted",
                "{monitoring: {openTelemetry: {enabled: true}}} | monitoring.openTelemetry.endpoint is wanted",
                "{serviceAccount: {create: false}} | serviceAccount.name is wanted",
                "{serviceAccount: {create: false, name: x}} | serviceAccount.taskManagerName is wanted",
                "{flinkConfiguration: {security.ssl.rest.enabled: true}} | flinkConfiguration must not have"
                        + " security.ssl.rest.enabled",
                "{flinkConfiguration: {access.users-file: /users}} | flinkConfiguration must not have access.users-file",
                "{jobManager: {overheadMemory: 192m}} | jobManager.overheadMemory must be at least 1g, was 192m",
                "{jobManager: {memory: 1g, overheadMemory: 600m}} | jobManager.memory must be at least 1112m, was 1g",
                "{kafka: {tls: {enabled: true}}, strimzi: {enabled: true, cluster: k, users: {authentication: tls,"
                        + " principals: [job]}}, console: {enabled: true}} | set console.clientSecretName",
                "{kafka: {tls: {enabled: true}}, strimzi: {enabled: true, cluster: k, users: {authentication: tls,"
                        + " principals: [job]}}, ingest: {enabled: true, camerasSecretName: c}} | set"
                        + " ingest.clientSecretName",
                "{autoscaler: {enabled: true, minParallelism: 20}} | autoscaler.minParallelism must not be above",
            })
    void values_that_exclude_each_other_are_named(String values, String message) {
        assertThatThrownBy(() -> Chart.with(values))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1st", "2.vision"})
    void a_release_whose_name_flink_would_not_take_is_told_what_to_set(String release) {
        assertThatThrownBy(() -> Chart.with(release, "{}")).hasMessageContaining("set fullnameOverride");
    }
}

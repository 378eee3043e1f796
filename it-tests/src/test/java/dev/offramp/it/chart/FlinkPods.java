package dev.offramp.it.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.flink.client.deployment.ClusterSpecification;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.DeploymentOptionsInternal;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptionsInternal;
import org.apache.flink.kubernetes.configuration.KubernetesDeploymentTarget;
import org.apache.flink.kubernetes.entrypoint.KubernetesApplicationClusterEntrypoint;
import org.apache.flink.kubernetes.entrypoint.KubernetesWorkerResourceSpecFactory;
import org.apache.flink.kubernetes.kubeclient.FlinkPod;
import org.apache.flink.kubernetes.kubeclient.factory.KubernetesJobManagerFactory;
import org.apache.flink.kubernetes.kubeclient.factory.KubernetesTaskManagerFactory;
import org.apache.flink.kubernetes.kubeclient.parameters.KubernetesJobManagerParameters;
import org.apache.flink.kubernetes.kubeclient.parameters.KubernetesTaskManagerParameters;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.Container;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.Pod;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.apache.flink.runtime.clusterframework.ContaineredTaskManagerParameters;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.externalresource.ExternalResourceUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;

/** The pods that Flink's own factories make of what the chart hands to the operator, and the operator to Flink. */
record FlinkPods(JsonNode deployment) {

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the operator hands to Flink. */
    Configuration configuration() {
        JsonNode spec = deployment.path("spec");
        Configuration config = Manifests.flat(spec.path("flinkConfiguration"));
        config.set(KubernetesConfigOptions.NAMESPACE, Chart.NAMESPACE);
        config.set(
                KubernetesConfigOptions.CLUSTER_ID,
                deployment.at("/metadata/name").asText());
        config.set(KubernetesConfigOptions.CONTAINER_IMAGE, spec.path("image").asText());
        config.set(
                KubernetesConfigOptions.KUBERNETES_SERVICE_ACCOUNT,
                spec.path("serviceAccount").asText());
        config.set(DeploymentOptions.TARGET, KubernetesDeploymentTarget.APPLICATION.getName());
        config.set(
                DeploymentOptionsInternal.CONF_DIR, Path.of("../deploy/cluster").toString());
        config.set(PipelineOptions.JARS, List.of(spec.at("/job/jarURI").asText()));
        config.set(
                KubernetesConfigOptionsInternal.ENTRY_POINT_CLASS,
                KubernetesApplicationClusterEntrypoint.class.getName());
        config.set(
                JobManagerOptions.TOTAL_PROCESS_MEMORY,
                MemorySize.parse(spec.at("/jobManager/resource/memory").asText()));
        config.set(
                TaskManagerOptions.TOTAL_PROCESS_MEMORY,
                MemorySize.parse(spec.at("/taskManager/resource/memory").asText()));
        config.set(
                KubernetesConfigOptions.JOB_MANAGER_CPU,
                spec.at("/jobManager/resource/cpu").asDouble());
        config.set(
                KubernetesConfigOptions.TASK_MANAGER_CPU,
                spec.at("/taskManager/resource/cpu").asDouble());
        config.set(
                KubernetesConfigOptions.KUBERNETES_JOBMANAGER_REPLICAS,
                spec.at("/jobManager/replicas").asInt());
        return config;
    }

    /** How Flink deals out the memory of a task manager; throws where the parts do not fit the whole. */
    TaskExecutorProcessSpec taskManagerMemory() {
        Configuration config = configuration();
        return TaskExecutorProcessUtils.processSpecFromWorkerResourceSpec(
                config, KubernetesWorkerResourceSpecFactory.INSTANCE.createDefaultWorkerResourceSpec(config));
    }

    /** The same of the JobManager. */
    JobManagerProcessSpec jobManagerMemory() {
        return JobManagerProcessUtils.processSpecFromConfig(configuration());
    }

    JsonNode jobManager() throws IOException {
        Configuration config = configuration();
        var cluster = new ClusterSpecification.ClusterSpecificationBuilder()
                .setMasterMemoryMB(
                        jobManagerMemory().getTotalProcessMemorySize().getMebiBytes())
                .createClusterSpecification();
        var specification = KubernetesJobManagerFactory.buildKubernetesJobManagerSpecification(
                template("jobManager"), new KubernetesJobManagerParameters(config, cluster));
        JsonNode made = json(specification.getDeployment()).at("/spec/template");
        return ((ObjectNode) made).put("apiVersion", "v1").put("kind", "Pod");
    }

    JsonNode taskManager() throws IOException {
        Configuration config = configuration();
        var parameters = new KubernetesTaskManagerParameters(
                config,
                deployment.at("/metadata/name").asText() + "-taskmanager-1-1",
                "",
                "",
                ContaineredTaskManagerParameters.create(config, taskManagerMemory()),
                ExternalResourceUtils.getExternalResourceConfigurationKeys(
                        config, KubernetesConfigOptions.EXTERNAL_RESOURCE_KUBERNETES_CONFIG_KEY_SUFFIX),
                Set.of());
        return json(KubernetesTaskManagerFactory.buildTaskManagerKubernetesPod(template("taskManager"), parameters)
                .getInternalResource());
    }

    private FlinkPod template(String role) throws IOException {
        ObjectNode pod = deployment.at("/spec/" + role + "/podTemplate").deepCopy();
        ArrayNode containers = (ArrayNode) pod.at("/spec/containers");
        JsonNode main = containers.remove(0);
        return new FlinkPod(
                SERIALIZATION.unmarshal(pod.toString(), Pod.class),
                SERIALIZATION.unmarshal(main.toString(), Container.class));
    }

    private static JsonNode json(Object object) throws IOException {
        return JSON.readTree(SERIALIZATION.asJson(object));
    }
}

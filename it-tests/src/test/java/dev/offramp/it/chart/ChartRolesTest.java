package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.configuration.KubernetesLeaderElectionConfiguration;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient.WatchCallbackHandler;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClientFactory;
import org.apache.flink.kubernetes.kubeclient.resources.KubernetesConfigMap;
import org.apache.flink.kubernetes.kubeclient.resources.KubernetesLeaderElector;
import org.apache.flink.kubernetes.kubeclient.resources.KubernetesPod;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The roles allow what Flink's own client asks of Kubernetes' API server in the name of each. */
@Timeout(60)
class ChartRolesTest {

    private static final String CLUSTER = "demo-offramp";
    private static final String LEADERS = "demo-offramp-cluster-config-map";
    private static final Map<String, String> LABELS = Map.of("app", CLUSTER);

    /** OpenShift asks for it, Flink does not. */
    private static final String FOR_OPENSHIFT = "update deployments/finalizers";

    @TempDir
    private Path folder;

    @Test
    void the_job_manager_may_do_what_flink_does_there_and_little_else() throws Exception {
        try (var server = new NotingApiServer();
                FlinkKubeClient flink = client(server)) {
            server.put("deployments", CLUSTER, "{\"metadata\": {\"name\": \"" + CLUSTER + "\", \"uid\": \"1\"}}");

            startAndEndTaskManagers(flink);
            lead(flink);
            keepConfigMaps(flink);

            Set<String> granted = granted("demo-offramp");
            assertThat(granted).containsAll(server.asked()).contains(FOR_OPENSHIFT);
            assertThat(server.asked()).contains("create pods", "delete pods", "create configmaps", "delete configmaps");
            granted.removeAll(server.asked());
            assertThat(granted).containsExactly(FOR_OPENSHIFT);
        }
    }

    @Test
    void a_task_manager_may_do_what_flink_does_there() throws Exception {
        try (var server = new NotingApiServer();
                FlinkKubeClient flink = client(server)) {
            followLeaders(flink);

            assertThat(server.asked()).contains("get configmaps", "list configmaps");
            assertThat(granted("demo-offramp-taskmanager")).containsAll(server.asked());
        }
    }

    private static void startAndEndTaskManagers(FlinkKubeClient flink) throws Exception {
        flink.createTaskManagerPod(new KubernetesPod(new PodBuilder()
                        .withNewMetadata()
                        .withName("worker")
                        .withLabels(LABELS)
                        .endMetadata()
                        .build()))
                .get();
        assertThat(flink.getPodsWithLabels(LABELS)).hasSize(1);
        flink.watchPodsAndDoCallback(LABELS, new Unmoved<>()).get().close();
        flink.stopPod("worker").get();
    }

    private static void lead(FlinkKubeClient flink) throws Exception {
        CountDownLatch leads = new CountDownLatch(1);
        var elector = flink.createLeaderElector(
                new KubernetesLeaderElectionConfiguration(LEADERS, "me", new Configuration()),
                new KubernetesLeaderElector.LeaderCallbackHandler() {
                    @Override
                    public void isLeader() {
                        leads.countDown();
                    }

                    @Override
                    public void notLeader() {}
                });
        elector.run();
        assertThat(leads.await(30, TimeUnit.SECONDS)).isTrue();
        elector.stop();
    }

    private static void keepConfigMaps(FlinkKubeClient flink) throws Exception {
        var map = new KubernetesConfigMap(new ConfigMapBuilder()
                .withNewMetadata()
                .withName("checkpoints")
                .withLabels(LABELS)
                .endMetadata()
                .withData(Map.of())
                .build());
        flink.createConfigMap(map).get();
        flink.checkAndUpdateConfigMap("checkpoints", Optional::of).get();
        flink.deleteConfigMap("checkpoints").get();
        followLeaders(flink);
    }

    private static void followLeaders(FlinkKubeClient flink) {
        try (var leaders = flink.createConfigMapSharedWatcher(LEADERS)) {
            leaders.watch(LEADERS, new Unmoved<>(), Runnable::run).close();
        }
        flink.getConfigMap(LEADERS);
    }

    private FlinkKubeClient client(NotingApiServer server) throws IOException {
        Configuration config = new Configuration();
        config.set(KubernetesConfigOptions.CLUSTER_ID, CLUSTER);
        config.set(KubernetesConfigOptions.NAMESPACE, Chart.NAMESPACE);
        config.set(
                KubernetesConfigOptions.KUBE_CONFIG_FILE,
                Files.writeString(folder.resolve("kubeconfig"), server.kubeconfig())
                        .toString());
        return FlinkKubeClientFactory.getInstance().fromConfiguration(config, "test");
    }

    private static Set<String> granted(String role) throws IOException {
        Set<String> granted = new TreeSet<>();
        for (JsonNode rule : Chart.with("{}").named("Role", role).path("rules")) {
            rule.path("resources").forEach(resource -> rule.path("verbs")
                    .forEach(verb -> granted.add(verb.asText() + " " + resource.asText())));
        }
        return granted;
    }

    /** What changes is of no interest. */
    private static final class Unmoved<T> implements WatchCallbackHandler<T> {

        @Override
        public void onAdded(List<T> objects) {}

        @Override
        public void onModified(List<T> objects) {}

        @Override
        public void onDeleted(List<T> objects) {}

        @Override
        public void onError(List<T> objects) {}

        @Override
        public void handleError(Throwable failure) {}
    }
}

package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Whoever runs a bundle may not start pods: JobManager and task managers have accounts of their own. */
class ChartAccountsTest {

    @Test
    void each_kind_of_pod_runs_under_an_account_that_is_made_for_it() throws IOException {
        Manifests manifests = Chart.with("{serviceAccount: {annotations: {role: x}}}");
        FlinkPods pods = new FlinkPods(manifests.one("FlinkDeployment"));

        assertThat(account(pods.jobManager())).isEqualTo("demo-offramp");
        assertThat(account(pods.taskManager())).isEqualTo("demo-offramp-taskmanager");
        assertThat(List.of("demo-offramp", "demo-offramp-taskmanager")).allSatisfy(name -> assertThat(manifests
                        .named("ServiceAccount", name)
                        .at("/metadata/annotations/role")
                        .asText())
                .isEqualTo("x"));
    }

    @Test
    void accounts_of_others_are_taken_by_their_names() throws IOException {
        Manifests manifests =
                Chart.with("{serviceAccount: {create: false, name: theirs, taskManagerName: their-workers}}");
        FlinkPods pods = new FlinkPods(manifests.one("FlinkDeployment"));

        assertThat(manifests.ofKind("ServiceAccount")).isEmpty();
        assertThat(account(pods.jobManager())).isEqualTo("theirs");
        assertThat(account(pods.taskManager())).isEqualTo("their-workers");
        assertThat(bound(manifests, "demo-offramp")).containsExactly("theirs");
        assertThat(bound(manifests, "demo-offramp-taskmanager")).containsExactly("their-workers");
    }

    @Test
    void a_task_manager_looks_leaders_up_and_may_do_nothing_else() throws IOException {
        Manifests manifests = Chart.with("{}");
        JsonNode rules = manifests.named("Role", "demo-offramp-taskmanager").path("rules");

        assertThat(bound(manifests, "demo-offramp-taskmanager")).containsExactly("demo-offramp-taskmanager");
        assertThat(bound(manifests, "demo-offramp")).containsExactly("demo-offramp");
        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(rule.path("resources")).extracting(JsonNode::asText).containsExactly("configmaps");
            assertThat(rule.path("verbs")).extracting(JsonNode::asText).containsOnly("get", "list", "watch");
        });
    }

    @Test
    void without_leaders_to_look_up_it_has_no_rights_and_no_token() throws IOException {
        Manifests manifests = Chart.with("{state: {highAvailability: false}}");
        FlinkPods pods = new FlinkPods(manifests.one("FlinkDeployment"));

        assertThat(hasToken(pods.taskManager())).isFalse();
        assertThat(hasToken(pods.jobManager())).isTrue();
        assertThat(manifests.ofKind("Role")).hasSize(1);
        assertThat(hasToken(new FlinkPods(Chart.with("{}").one("FlinkDeployment")).taskManager()))
                .isTrue();
    }

    private static String account(JsonNode pod) {
        return pod.at("/spec/serviceAccountName").asText();
    }

    private static boolean hasToken(JsonNode pod) {
        return pod.at("/spec/automountServiceAccountToken").asBoolean(true);
    }

    private static List<String> bound(Manifests manifests, String role) {
        JsonNode binding = manifests.named("RoleBinding", role);
        assertThat(binding.at("/roleRef/name").asText()).isEqualTo(role);
        return StreamSupport.stream(binding.path("subjects").spliterator(), false)
                .map(subject -> subject.path("name").asText())
                .toList();
    }
}

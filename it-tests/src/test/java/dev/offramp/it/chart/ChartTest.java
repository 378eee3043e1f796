package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import dev.offramp.it.TestBundle;
import dev.offramp.it.cluster.FlinkOptions;
import dev.offramp.job.Settings;
import dev.offramp.job.SettingsSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the values are, Helm renders what Kubernetes, the operators, Flink and the job take. */
class ChartTest {

    private static final Set<String> OF_THE_OPERATOR = Set.of("FlinkDeployment", "FlinkStateSnapshot");
    private static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final String FLINKS_NAME = "[a-z]([-a-z0-9]{0,43}[a-z0-9])?";

    private static final List<Rendered> RENDERED = Rendered.all();
    private static final OperatorSchema DEPLOYMENTS = OperatorSchema.of("flinkdeployments");
    private static final OperatorSchema SNAPSHOTS = OperatorSchema.of("flinkstatesnapshots");

    @TempDir
    private Path folder;

    /** Values, and what Helm makes of them, once for all tests. */
    private record Rendered(ChartValues values, Manifests manifests) {

        static List<Rendered> all() {
            try {
                List<Rendered> all = new ArrayList<>();
                for (ChartValues values : ChartValues.all()) {
                    all.add(new Rendered(values, values.rendered()));
                }
                return List.copyOf(all);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return values.name();
        }
    }

    @Test
    void helm_has_nothing_against_it_but_that_it_has_no_icon() {
        LintResult lint = Chart.lint();

        assertThat(lint.isFailed()).isFalse();
        assertThat(lint.getMessages()).containsExactly("[INFO] Chart.yaml: icon is recommended");
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void kubernetes_and_the_operators_know_every_field(Rendered rendered) throws IOException {
        Manifests manifests = rendered.manifests();

        assertThat(manifests.objects()).isNotEmpty().allSatisfy(object -> {
            String kind = object.path("kind").asText();
            if (OF_THE_OPERATOR.contains(kind)) {
                assertThat((kind.equals("FlinkDeployment") ? DEPLOYMENTS : SNAPSHOTS).problems(object))
                        .isEmpty();
            } else {
                assertThat(StrictModels.problem(object)).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void every_object_has_a_name_that_kubernetes_takes_and_the_labels_of_the_release(Rendered rendered)
            throws IOException {
        Manifests manifests = rendered.manifests();

        assertThat(manifests.objects()).allSatisfy(object -> {
            assertThat(object.at("/metadata/name").asText()).matches(NAME);
            assertThat(object.at("/metadata/namespace").asText()).isNotEmpty();
            assertThat(object.at("/metadata/labels")
                            .get("app.kubernetes.io/instance")
                            .asText())
                    .isEqualTo(rendered.values().release());
        });
        assertThat(manifests.objects().stream().map(ChartTest::identity)).doesNotHaveDuplicates();
        assertThat(manifests.one("FlinkDeployment").at("/metadata/name").asText())
                .matches(FLINKS_NAME);
    }

    @Test
    void releases_whose_long_names_begin_alike_do_not_get_in_each_others_way() throws IOException {
        assertThat(nameOf("a-release-with-a-name-that-has-to-be-cut-for-flink-1"))
                .matches(FLINKS_NAME)
                .isNotEqualTo(nameOf("a-release-with-a-name-that-has-to-be-cut-for-flink-2"));
    }

    @Test
    void the_operator_is_told_of_the_version_of_flink_that_the_project_is_built_with() throws IOException {
        String[] version = EnvironmentInformation.getVersion().split("\\.", -1);

        assertThat(Chart.with("{}").flink().path("flinkVersion").asText())
                .isEqualTo("v" + version[0] + "_" + version[1]);
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void flink_knows_every_option_and_makes_pods_that_kubernetes_takes(Rendered rendered) throws Exception {
        Manifests manifests = rendered.manifests();
        var pods = new FlinkPods(manifests.one("FlinkDeployment"));

        assertThat(FlinkOptions.declared().problems(manifests.flinkConfiguration()))
                .isEmpty();
        assertThatCode(pods::taskManagerMemory).doesNotThrowAnyException();
        assertThatCode(pods::jobManagerMemory).doesNotThrowAnyException();
        for (JsonNode pod : List.of(pods.jobManager(), pods.taskManager())) {
            assertThat(StrictModels.problem(pod)).isEmpty();
            assertThat(mountPaths(pod)).as("mounts").doesNotHaveDuplicates();
            assertThat(pod.at("/spec/containers")).allSatisfy(container -> assertThat(
                            container.findValuesAsText("mountPath").size())
                    .isEqualTo(container.path("volumeMounts").size()));
            assertThat(volumes(pod)).doesNotHaveDuplicates().containsAll(mounts(pod));
        }
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void the_job_takes_the_settings(Rendered rendered) throws Exception {
        Path file = Files.writeString(
                folder.resolve("settings.yaml"), rendered.manifests().settingsFile());
        Configuration config = SettingsSource.read(List.of(file), List.of());
        config.setString("bundle.path", TestBundle.FOLDER.toString()); // where it lies here, unsigned
        config.removeKey("bundle.keys");
        config.setString("stage.precision", "float32"); // auto would measure

        assertThatCode(() -> Settings.from(config)).doesNotThrowAnyException();
    }

    static List<Rendered> rendered() {
        return RENDERED;
    }

    private static String nameOf(String release) throws IOException {
        return Chart.with(release, "{}")
                .one("FlinkDeployment")
                .at("/metadata/name")
                .asText();
    }

    private static String identity(JsonNode object) {
        return object.path("kind").asText() + " "
                + object.at("/metadata/namespace").asText() + "/"
                + object.at("/metadata/name").asText();
    }

    private static List<String> mountPaths(JsonNode pod) {
        return pod.at("/spec/containers/0/volumeMounts").findValuesAsText("mountPath");
    }

    private static List<String> volumes(JsonNode pod) {
        return names(pod.at("/spec/volumes")).toList();
    }

    private static List<String> mounts(JsonNode pod) {
        return Stream.of("containers", "initContainers")
                .flatMap(list -> pod.at("/spec/" + list).findValues("volumeMounts").stream())
                .flatMap(ChartTest::names)
                .toList();
    }

    private static Stream<String> names(JsonNode list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .map(i -> list.get(i).path("name").asText());
    }
}

package dev.offramp.it.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.it.TestBundle;
import dev.offramp.it.cluster.FlinkOptions;
import dev.offramp.it.cluster.LocalCluster;
import dev.offramp.job.FlinkDefaults;
import dev.offramp.job.MemoryCheck;
import dev.offramp.job.Settings;
import dev.offramp.job.SettingsSource;
import dev.offramp.job.TaskManagerMemory;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./offramp plan --values} writes the chart takes, and then a deployment is what was planned. */
class PlannedChartTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** A plan, and what the chart makes of its values. */
    private record Planned(JsonNode plan, Manifests manifests, String said) {

        JsonNode settings() throws IOException {
            return Manifests.YAML.readTree(manifests.settingsFile());
        }

        FlinkPods pods() {
            return new FlinkPods(manifests.one("FlinkDeployment"));
        }

        int parallelism() {
            return manifests.flink().at("/job/parallelism").asInt();
        }

        int subtasks() {
            return plan.path("subtasks").asInt();
        }

        List<Integer> stages() {
            return StreamSupport.stream(plan.path("stages").spliterator(), false)
                    .map(stage -> stage.path("parallelism").asInt())
                    .toList();
        }
    }

    @Test
    void colocated_every_subtask_of_the_plan_is_one_of_the_job() throws Exception {
        Planned planned =
                plan("cpu", 1, "--rate", "50k", "--batch", "64", "--linger", "20", "--placement", "colocated");

        assertThat(planned.subtasks()).isGreaterThan(4);
        assertThat(planned.parallelism()).isEqualTo(planned.subtasks());
        JsonNode settings = planned.settings();
        assertThat(settings.at("/job/placement").asText()).isEqualTo("colocated");
        assertThat(settings.at("/bundle/path").asText()).isEqualTo("/opt/offramp/bundles/fashion-mnist-branchy");
        assertThat(settings.at("/stage/batch/max-size").asInt()).isEqualTo(64);
        assertThat(settings.at("/stage/batch/max-linger").asText()).isEqualTo("20ms");
        assertThat(settings.at("/stage/precision").asText()).isEqualTo("float32");
        assertThat(settings.has("frames")).isFalse();
    }

    @Test
    void disaggregated_every_stage_has_its_subtasks_and_decoding_is_apart_from_them() throws Exception {
        Planned planned = plan("cpu", 1, "--rate", "50k", "--half-wire", "--placement", "disaggregated");

        JsonNode settings = planned.settings();
        assertThat(settings.at("/job/placement").asText()).isEqualTo("disaggregated");
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(stage -> settings.at("/stage/" + stage + "/parallelism")
                        .asInt()))
                .containsExactlyElementsOf(planned.stages());
        int ofStages = planned.stages().stream().mapToInt(Integer::intValue).sum();
        assertThat(planned.parallelism()).isEqualTo(planned.subtasks() - ofStages);
        assertThat(settings.at("/frames/decode").asText()).isEqualTo("apart");
        assertThat(settings.at("/frames/parallelism").asInt()).isEqualTo(planned.parallelism());
        assertThat(settings.at("/stage/wire-precision").asText()).isEqualTo("bfloat16");
    }

    @Test
    void on_gpus_every_subtask_has_a_gpu() throws Exception {
        Planned planned = plan("gpu", 1, "--rate", "50k", "--slots", "2");

        JsonNode container = planned.pods().taskManager().at("/spec/containers/0");
        assertThat(container.at("/resources/limits").path("nvidia.com/gpu").asInt())
                .isEqualTo(2);
        assertThat(planned.manifests().flinkConfiguration().toMap())
                .containsEntry("taskmanager.numberOfTaskSlots", "2")
                .containsEntry("external-resource.gpu.amount", "2");
        assertThat(planned.settings().at("/stage/device").asText()).isEqualTo("gpu");
        assertThat(planned.parallelism()).isEqualTo(planned.subtasks());
    }

    @ParameterizedTest
    @CsvSource({"cpu, 1, 4, 4", "cpu, 3, 4, 12", "gpu, 3, 1, 1"})
    void a_slot_has_a_core_for_each_thread_of_its_operations(String device, int threads, String slots, String cpus)
            throws Exception {
        Planned planned = plan(device, threads, "--rate", "50k", "--placement", "colocated");

        assertThat(planned.manifests().flinkConfiguration().toMap())
                .containsEntry("taskmanager.numberOfTaskSlots", slots);
        assertThat(planned.manifests().flink().at("/taskManager/resource/cpu").asText())
                .isEqualTo(cpus);
        assertThat(planned.settings().at("/stage/intra-op-threads").asInt()).isEqualTo(threads);
    }

    @ParameterizedTest
    @CsvSource({
        "cpu, 1000, colocated",
        "cpu, 200k, colocated",
        "cpu, 200k, disaggregated",
        "cpu, 5M, colocated",
        "gpu, 200k, colocated"
    })
    void flink_and_the_job_find_all_memory_that_they_want(String device, String rate, String placement)
            throws Exception {
        Planned planned = plan(device, 1, "--rate", rate, "--batch", "64", "--placement", placement);

        TaskExecutorProcessSpec memory = planned.pods().taskManagerMemory();
        var check = new MemoryCheck(
                new TaskManagerMemory(
                        memory.getNumSlots(),
                        memory.getJvmHeapMemorySize().getBytes(),
                        memory.getTaskOffHeapSize().getBytes()
                                + memory.getJvmOverheadSize().getBytes()),
                Settings.from(config(planned)));
        assertThat(FlinkOptions.declared().problems(planned.manifests().flinkConfiguration()))
                .isEmpty();
        assertThat(check.problems()).isEmpty();
        assertThat(check.warning()).isEmpty();
        long channels = 2L * 2 * planned.parallelism() * memory.getNumSlots();
        assertThat(memory.getNetworkMemSize().getBytes()).isGreaterThan(channels * 32 * 1024);
        assertThat(StrictModels.problem(planned.pods().taskManager())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1000, colocated", "200k, colocated", "1000, disaggregated", "200k, disaggregated"})
    void it_says_how_many_task_managers_the_job_will_fill(String rate, String placement) throws Exception {
        Planned planned = plan("cpu", 1, "--rate", rate, "--placement", placement);

        Configuration config = config(planned);
        config.setString("parallelism.default", Integer.toString(planned.parallelism()));
        int filled = FlinkDefaults.slots(config, Settings.from(config));
        Matcher machines = Pattern.compile("Wrote .*: ([0-9,]+) task managers? of ([0-9]+) slot")
                .matcher(planned.said());
        assertThat(machines.find()).isTrue();
        int slots = Integer.parseInt(machines.group(2));
        assertThat(machines.group(1).replace(",", "")).isEqualTo(Integer.toString((filled + slots - 1) / slots));
    }

    private Configuration config(Planned planned) throws Exception {
        Path file = Files.writeString(
                folder.resolve("settings.yaml"), planned.manifests().settingsFile());
        Configuration config = SettingsSource.read(List.of(file), List.of());
        config.setString("bundle.path", TestBundle.FOLDER.toString()); // where it lies here
        return config;
    }

    /** Costs of 0.1 ms a sample and stage. */
    private Planned plan(String device, int threads, String... options) throws IOException {
        String stages = IntStream.rangeClosed(1, 4)
                .mapToObj(stage ->
                        "{\"stage\": " + stage + ", \"batches\": [{\"size\": 16, \"millisecondsASample\": 0.1}]}")
                .collect(Collectors.joining(","));
        Path costs = Files.writeString(folder.resolve("costs.json"), """
                {"formatVersion": 1, "bundle": "fashion-mnist-branchy 1.0.0", "machine": "a test", "device": "%s",
                 "threads": %d, "precision": "float32", "stages": [%s]}""".formatted(device, threads, stages));
        Path values = folder.resolve("plan.yaml");
        Path plans = folder.resolve("plans.json");
        List<String> words = new ArrayList<>(List.of("plan", TestBundle.FOLDER.toString()));
        words.addAll(List.of("--costs", costs.toString(), "--json", plans.toString(), "--values", values.toString()));
        words.addAll(List.of(options));
        var out = new StringWriter();
        assertThat(LocalCluster.offramp(out, words)).as("%s", out).isZero();
        Manifests manifests = Chart.with("demo", values);
        String placement = Manifests.YAML
                .readTree(manifests.settingsFile())
                .at("/job/placement")
                .asText();
        return new Planned(planOf(placement, plans), manifests, out.toString());
    }

    private static JsonNode planOf(String placement, Path plans) throws IOException {
        for (JsonNode plan : JSON.readTree(plans.toFile())) {
            if (plan.path("placement").asText().equals(placement)) {
                return plan;
            }
        }
        throw new AssertionError("no plan that is " + placement);
    }
}

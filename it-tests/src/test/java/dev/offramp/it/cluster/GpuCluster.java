package dev.offramp.it.cluster;

import static java.util.stream.Collectors.toSet;

import dev.offramp.it.TestJob;
import dev.offramp.it.TestTopics;
import dev.offramp.it.chart.Chart;
import dev.offramp.job.FlinkDefaults;
import dev.offramp.job.OfframpJob;
import dev.offramp.job.Settings;
import dev.offramp.stage.djl.DjlStageEngines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Two task managers that were given two GPUs each by Flink's own plugin and its script, on the options of the chart. There are no GPUs:
 * the {@code nvidia-smi} that the script asks is one of the test's, and stages run on the processor.
 */
final class GpuCluster implements AutoCloseable {

    static final Set<Integer> GPUS = Set.of(0, 1, 2, 3);

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path PLUGIN = TARGET.resolve("plugins/external-resource-gpu");
    private static final Pattern PLACED = Pattern.compile("stage-\\d+ \\(\\d+/\\d+\\) runs on .*");

    /** As NVIDIA's answers the one question of the script. */
    private static final String NVIDIA_SMI = """
            #!/bin/sh
            [ "$*" = "--query-gpu=index --format=csv,noheader" ] || exit 1
            printf '0\\n1\\n2\\n3\\n'
            """;

    private final LocalCluster cluster;
    private final Path taken;

    private GpuCluster(LocalCluster cluster, Path taken) {
        this.cluster = cluster;
        this.taken = taken;
    }

    /** @param scratch takes nvidia-smi, and the list of who has which GPU */
    static GpuCluster start(Path scratch) throws IOException {
        Path taken = scratch.resolve("gpus");
        List<String> words = new ArrayList<>(List.of("--brokers=0", "--taskmanagers=2", "--slots=4"));
        for (String variable : List.of(
                "PATH=" + nvidiaSmi(scratch).getParent() + ":" + System.getenv("PATH"),
                "FLINK_PLUGINS_DIR=" + PLUGIN.getParent(),
                "FLINK_HOME=" + TARGET)) { // below which Flink looks for the script
            words.addAll(List.of("--env", variable));
        }
        options(taken).forEach((key, value) -> words.addAll(List.of("-D", key + "=" + value)));
        for (String script : List.of("nvidia-gpu-discovery.sh", "gpu-discovery-common.sh")) {
            executable(PLUGIN.resolve(script)); // which a jar does not say of a file
        }
        return new GpuCluster(LocalCluster.start(Path.of("target/gpu-cluster"), words.toArray(String[]::new)), taken);
    }

    /** Those of the chart; beside them the script keeps a list, as both task managers of this machine see all of its GPUs. */
    private static Map<String, String> options(Path taken) throws IOException {
        Map<String, String> options = new TreeMap<>(Chart.with("{gpu: {enabled: true, amount: 2}}")
                .flinkConfiguration()
                .toMap());
        options.keySet().removeIf(key -> !key.startsWith("external-resource"));
        options.put(
                "external-resource.gpu.param.discovery-script.args",
                "--enable-coordination-mode --coordination-file " + taken);
        return options;
    }

    private static Path nvidiaSmi(Path scratch) throws IOException {
        return executable(Files.writeString(scratch.resolve("nvidia-smi"), NVIDIA_SMI));
    }

    private static Path executable(Path file) {
        if (!file.toFile().setExecutable(true)) {
            throw new AssertionError(file + " cannot be made a program");
        }
        return file;
    }

    LocalCluster processes() {
        return cluster;
    }

    FlinkRest flink() throws IOException {
        return new FlinkRest(cluster.rest());
    }

    /** Starts the job with its stages on GPUs; returns its id. */
    String submit(TestTopics topics, Map<String, String> more) throws Exception {
        Map<String, String> entries = new HashMap<>(Map.of("stage.device", "gpu", "stage.warm-up", "0 s"));
        entries.putAll(more);
        Configuration config = TestJob.config(topics, entries);
        Settings settings = Settings.from(config);
        URI rest = cluster.rest();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createRemoteEnvironment(
                rest.getHost(),
                rest.getPort(),
                FlinkDefaults.under(config, settings),
                JobJar.packaged().path().toString(),
                ClassJar.of(StagesOnCpu.class).toString());
        return OfframpJob.submit(env, settings, new StagesOnCpu(new DjlStageEngines(settings.intraOpThreads())))
                .getJobID()
                .toString();
    }

    /** The GPUs of each task manager that lives, as the script has dealt them out. */
    Map<String, Set<Integer>> gpus() throws IOException {
        Map<String, Set<Integer>> gpus = new TreeMap<>();
        List<String[]> dealt = Files.readAllLines(taken).stream()
                .map(line -> line.split(" ", -1)) // GPU, process
                .toList();
        for (String taskManager : taskManagers()) {
            String process = Long.toString(cluster.pid(taskManager));
            gpus.put(
                    taskManager,
                    dealt.stream()
                            .filter(gpu -> gpu[1].equals(process))
                            .map(gpu -> Integer.valueOf(gpu[0]))
                            .collect(toSet()));
        }
        return gpus;
    }

    /** All tasks that have a GPU now. */
    List<GpuTask> tasks() throws IOException {
        List<GpuTask> tasks = new ArrayList<>();
        for (String taskManager : taskManagers()) {
            tasks.addAll(GpuTask.of(taskManager, cluster.pid(taskManager)));
        }
        return tasks;
    }

    private List<String> taskManagers() throws IOException {
        return cluster.names("TASKMANAGER").stream().filter(cluster::lives).toList();
    }

    /** What the logs of the task managers have said so far of where stages run. */
    List<String> said() throws IOException {
        List<String> said = new ArrayList<>();
        for (String taskManager : taskManagers()) {
            PLACED.matcher(cluster.log(taskManager)).results().forEach(line -> said.add(line.group()));
        }
        return said;
    }

    @Override
    public void close() {
        cluster.close();
    }
}

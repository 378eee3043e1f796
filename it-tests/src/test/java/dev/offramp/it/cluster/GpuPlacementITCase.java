package dev.offramp.it.cluster;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestBundle;
import dev.offramp.it.TestTopics;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Which GPU the stages of each placement get on two task managers with two GPUs each, by Flink's external resources. */
@Timeout(600)
@EnabledIfSystemProperty(named = "deployment", matches = "true")
class GpuPlacementITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STAGES = 4;
    private static final int FRAMES = 40;

    private static EmbeddedBroker broker;
    private static GpuCluster cluster;

    @BeforeAll
    static void start(@TempDir Path scratch) throws Exception {
        broker = EmbeddedBroker.start();
        cluster = GpuCluster.start(scratch);
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
        broker.close();
    }

    @AfterEach
    void cancel() throws Exception {
        for (String job : cluster.flink().runningJobs()) {
            cluster.flink().cancel(job);
        }
    }

    @Test
    void each_task_manager_has_gpus_of_its_own_and_the_doctor_counts_them() throws Exception {
        assertDealtOut();
        var out = new StringWriter();
        LocalCluster.offramp(
                out,
                List.of(
                        "doctor",
                        "--bootstrap",
                        broker.bootstrapServers(),
                        "--cluster",
                        cluster.processes().rest().toString(),
                        "--bundle",
                        TestBundle.FOLDER.toAbsolutePath().normalize().toString(),
                        "--set",
                        "stage.device=gpu"));

        assertThat(out.toString()).contains("TaskManagers have 4");
    }

    @Test
    void colocated_no_gpu_is_idle_each_has_as_many_subtasks_and_all_stages_of_them() throws Exception {
        assertTwoOnEach(placed(Map.of("parallelism.default", "8"), 8, STAGES));
    }

    @Test
    void disaggregated_the_stages_of_one_subtask_each_are_dealt_out_over_the_gpus_of_a_task_manager() throws Exception {
        List<GpuTask> tasks = placed(Map.of("parallelism.default", "1", "job.placement", "disaggregated"), STAGES, 1);

        assertThat(tasks).extracting(GpuTask::vertex).doesNotHaveDuplicates();
        assertThat(tasks.stream().map(GpuTask::gpu).distinct())
                .as("GPUs at work")
                .hasSizeGreaterThan(1);
        assertEven(tasks);
    }

    @Test
    void disaggregated_the_subtasks_of_a_stage_take_different_gpus_as_far_as_there_are() throws Exception {
        List<GpuTask> tasks = placed(
                Map.of("parallelism.default", "1", "job.placement", "disaggregated", "stage.1.parallelism", "3"),
                STAGES + 2,
                1);

        Map<String, List<GpuTask>> ofStages = tasks.stream().collect(groupingBy(GpuTask::vertex));
        assertThat(ofStages.values()).extracting(List::size).containsExactlyInAnyOrder(3, 1, 1, 1);
        for (List<GpuTask> ofStage : ofStages.values()) {
            assertEven(ofStage);
        }
    }

    @Test
    void a_stage_on_the_processor_takes_none_and_the_log_says_which_stage_runs_where() throws Exception {
        int before = cluster.said().size();

        List<GpuTask> tasks = placed(
                Map.of("parallelism.default", "1", "job.placement", "disaggregated", "stage.1.device", "cpu"),
                STAGES - 1,
                1);

        List<String> said = cluster.said();
        assertThat(said).hasSize(before + STAGES);
        assertThat(said).contains("stage-1 (1/1) runs on CPU");
        for (GpuTask task : tasks) {
            assertThat(said)
                    .filteredOn(line -> line.endsWith("/1) runs on GPU " + task.gpu()))
                    .isNotEmpty();
        }
    }

    @Test
    void decoding_apart_takes_slots_and_no_gpu() throws Exception {
        List<GpuTask> tasks = placed(Map.of("parallelism.default", "4", "frames.decode", "apart"), 4, STAGES);

        assertThat(tasks).extracting(GpuTask::vertex).containsOnly(tasks.get(0).vertex());
        assertEven(tasks);
    }

    @Test
    void the_gpus_of_a_task_manager_that_died_are_its_successors_and_its_job_is_dealt_out_as_before() throws Exception {
        placed(Map.of("parallelism.default", "8"), 8, STAGES);
        String victim = cluster.processes().aTaskManager();
        Set<Integer> had = cluster.gpus().get(victim);

        cluster.processes().run("kill", victim);
        cluster.processes().run("start", victim);

        assertTwoOnEach(awaitTasks(8, STAGES));
        assertThat(cluster.gpus().get(victim)).isEqualTo(had);
        assertDealtOut();
    }

    /**
     * Starts a job; returns its tasks with GPUs when they are there and it has answered.
     *
     * @param count  of the tasks
     * @param stages of each
     */
    private static List<GpuTask> placed(Map<String, String> settings, int count, int stages) throws Exception {
        TestTopics topics = new TestTopics(broker);
        topics.publish(FashionMnist.first(FRAMES).images(), FRAMES);
        String job = cluster.submit(topics, settings);
        List<GpuTask> tasks = awaitTasks(count, stages);
        assertThat(topics.classifications(FRAMES)).hasSize(FRAMES);
        assertThat(cluster.flink().failures(job)).isEmpty();
        assertThat(cluster.tasks()).containsExactlyInAnyOrderElementsOf(tasks);
        for (GpuTask task : tasks) {
            assertThat(task.vertex()).startsWith(job);
            assertThat(cluster.gpus().get(task.taskManager())).contains(task.gpu());
        }
        return tasks;
    }

    private static List<GpuTask> awaitTasks(int count, int stages) throws Exception {
        return Await.answer(count + " tasks of " + stages + " stages on GPUs", PATIENCE, () -> {
            List<GpuTask> tasks = cluster.tasks();
            boolean all = tasks.size() == count && tasks.stream().allMatch(task -> task.stages() == stages);
            return all ? Optional.of(tasks) : Optional.empty();
        });
    }

    private static void assertTwoOnEach(List<GpuTask> tasks) {
        assertThat(tasks.stream().collect(groupingBy(GpuTask::gpu, counting())))
                .isEqualTo(GpuCluster.GPUS.stream().collect(toMap(gpu -> gpu, gpu -> 2L)));
    }

    private static void assertDealtOut() throws Exception {
        assertThat(cluster.gpus()).hasSize(2);
        assertThat(cluster.gpus().values())
                .allSatisfy(gpus -> assertThat(gpus).hasSize(2))
                .flatMap(gpus -> gpus)
                .containsExactlyInAnyOrderElementsOf(GpuCluster.GPUS);
    }

    /** On each task manager no GPU has two of them more than another. */
    private static void assertEven(Collection<GpuTask> tasks) throws Exception {
        for (Map.Entry<String, Set<Integer>> gpus : cluster.gpus().entrySet()) {
            LongSummaryStatistics each = gpus.getValue().stream()
                    .mapToLong(gpu ->
                            tasks.stream().filter(task -> task.gpu() == gpu).count())
                    .summaryStatistics();
            assertThat(each.getMax() - each.getMin())
                    .as("%s of %s", gpus, tasks)
                    .isLessThanOrEqualTo(1);
        }
    }
}

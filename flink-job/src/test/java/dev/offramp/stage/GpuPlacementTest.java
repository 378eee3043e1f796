package dev.offramp.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the stages of a job run on several task managers, each a process with GPUs of its own. */
class GpuPlacementTest {

    private static final int STAGES = 3;
    private static final int GPUS = 3;

    private final List<GpuRegistry> taskManagers = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 2, 2", "2, 2, 2", "2, 2, 4", "3, 4, 4", "2, 3, 6"})
    void colocated_every_gpu_of_every_task_manager_has_as_many_subtasks_as_any_other(
            int managers, int gpus, int subtasksEach) throws StageFailure {
        start(managers);
        int[][] subtasksOn = new int[managers][gpus];
        for (int subtask = 0; subtask < managers * subtasksEach; subtask++) {
            int manager = subtask % managers;
            List<DeviceLease> chain = new ArrayList<>();
            for (int stage = 1; stage <= STAGES; stage++) {
                chain.add(lease(manager, "subtask-" + subtask, "all", gpus));
            }
            assertThat(chain)
                    .extracting(lease -> lease.device().index())
                    .containsOnly(chain.get(0).device().index());
            subtasksOn[manager][chain.get(0).device().index()]++;
        }

        for (int[] onManager : subtasksOn) {
            assertThat(Arrays.stream(onManager).distinct()).containsExactly(subtasksEach / gpus);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1", "2, 2, 1", "2, 2, 2", "2, 4, 3"})
    void disaggregated_no_gpu_has_two_tasks_more_than_any_other_of_its_task_manager(
            int managers, int gpus, int subtasksEach) throws StageFailure {
        start(managers);
        int[][] tasksOn = new int[managers][gpus];
        for (int subtask = 0; subtask < subtasksEach; subtask++) {
            for (int manager = 0; manager < managers; manager++) {
                for (int stage = 1; stage <= STAGES; stage++) {
                    String task = "stage-" + stage + "/" + subtask;
                    tasksOn[manager][
                            lease(manager, task, "stage-" + stage, gpus)
                                    .device()
                                    .index()]++;
                }
            }
        }

        for (int[] onManager : tasksOn) {
            assertEven(onManager);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_task_comes_first_the_subtasks_of_a_stage_are_dealt_out_evenly(long seed) throws StageFailure {
        Map<String, int[]> ofStages = new TreeMap<>();
        start(1);

        for (String stage : shuffled(List.of("1", "1", "1", "1", "1", "2", "2", "3", "3", "3"), seed)) {
            int[] tasksOn = ofStages.computeIfAbsent(stage, unseen -> new int[GPUS]);
            String task = stage + "/" + Arrays.stream(tasksOn).sum();
            tasksOn[lease(0, task, stage, GPUS).device().index()]++;
        }

        assertThat(ofStages.values()).hasSize(STAGES).allSatisfy(GpuPlacementTest::assertEven);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_stage_comes_first_those_of_one_subtask_each_are_dealt_out_over_all_gpus(long seed)
            throws StageFailure {
        int[] tasksOn = new int[GPUS];
        start(1);

        for (String stage : shuffled(List.of("1", "2", "3", "4", "5", "6", "7"), seed)) {
            tasksOn[lease(0, stage + "/0", stage, GPUS).device().index()]++;
        }

        assertEven(tasksOn);
    }

    private static List<String> shuffled(List<String> stages, long seed) {
        List<String> shuffled = new ArrayList<>(stages);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled;
    }

    private static void assertEven(int[] tasksOn) {
        int most = Arrays.stream(tasksOn).max().orElseThrow();
        int fewest = Arrays.stream(tasksOn).min().orElseThrow();
        assertThat(most - fewest).isLessThanOrEqualTo(1);
    }

    @Test
    void a_restarted_job_finds_the_gpus_free_that_it_had() throws StageFailure {
        start(1);
        List<DeviceLease> before = List.of(lease(0, "first/0", "all", 2), lease(0, "first/1", "all", 2));
        before.forEach(DeviceLease::close);

        assertThat(lease(0, "second/0", "all", 2).device().index()).isZero();
        assertThat(lease(0, "second/1", "all", 2).device().index()).isEqualTo(1);
    }

    @Test
    void two_jobs_in_one_process_share_its_gpus_and_stay_out_of_each_others_way() throws StageFailure {
        Properties process = new Properties();
        DeviceLease one = DeviceLease.gpu(new GpuRegistry(process), "a", "job-1", List.of(0, 1));
        DeviceLease other = DeviceLease.gpu(new GpuRegistry(process), "b", "job-2", List.of(0, 1));

        assertThat(other.device().index()).isNotEqualTo(one.device().index());
    }

    @Test
    void a_cpu_is_a_cpu() {
        assertThat(DeviceLease.cpu().device()).isEqualTo(new StageDevice(StageDevice.Kind.CPU, 0));
    }

    @Test
    void a_device_is_called_what_a_log_is_to_say() throws StageFailure {
        start(1);

        assertThat(DeviceLease.cpu().device()).hasToString("CPU");
        assertThat(lease(0, "a", "all", 2).device()).hasToString("GPU 0");
        assertThat(lease(0, "b", "all", 2).device()).hasToString("GPU 1");
    }

    @Test
    void a_wanted_gpu_that_is_not_there_is_refused_with_what_to_do() {
        start(1);

        assertThatThrownBy(() -> lease(0, "a", "all", 0))
                .isInstanceOf(StageFailure.class)
                .hasMessageContaining("external-resources: gpu")
                .hasMessageContaining("stage.device: cpu");
    }

    private void start(int count) {
        IntStream.range(0, count).forEach(n -> taskManagers.add(new GpuRegistry(new Properties())));
    }

    private DeviceLease lease(int manager, String task, String group, int gpus) throws StageFailure {
        return DeviceLease.gpu(
                taskManagers.get(manager),
                task,
                group,
                IntStream.range(0, gpus).boxed().toList());
    }
}

package dev.offramp.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {

    private static final Path LOCAL_CLUSTER = Path.of("../deploy/cluster/config.yaml");
    private static final long MIB = 1024 * 1024;

    @Test
    void the_local_cluster_has_the_memory_for_the_defaults() throws Exception {
        TaskManagerMemory memory = TaskManagerMemory.of(SettingsSource.read(List.of(LOCAL_CLUSTER), List.of()))
                .orElseThrow();

        assertThat(memory.slots()).isEqualTo(4);
        assertThat(memory.heapBytes() / MIB).isEqualTo(1503); // a few bytes less than 1,504
        assertThat(memory.nativeBytes() / MIB).isEqualTo(256 + 256);
        assertThat(check(memory).problems()).isEmpty();
    }

    @Test
    void a_heap_too_small_for_the_pictures_is_refused() {
        assertThat(check(new TaskManagerMemory(4, 500 * MIB, 500 * MIB)).problems())
                .singleElement()
                .asString()
                .startsWith("frames.max-pixels is 24000000");
    }

    @Test
    void native_memory_that_may_run_short_is_told_with_the_numbers() {
        assertThat(check(new TaskManagerMemory(4, 5000 * MIB, MIB)).warning()).isEmpty();
        assertThat(check(new TaskManagerMemory(4, 5000 * MIB, 0)).warning().orElseThrow())
                .contains("4 slots x ", "taskmanager.memory.task.off-heap.size", "stage.batch.max-size");
    }

    @Test
    void where_no_size_is_given_nothing_is_known() {
        assertThat(TaskManagerMemory.of(new Configuration())).isEmpty();
        assertThat(TaskManagerMemory.of(Configuration.fromMap(Map.of("taskmanager.numberOfTaskSlots", "4"))))
                .isEmpty();
    }

    @Test
    void what_flink_itself_would_refuse_is_left_to_it() {
        Configuration contradiction = Configuration.fromMap(Map.of(
                "taskmanager.memory.process.size",
                "1g",
                "taskmanager.memory.task.heap.size",
                "2g",
                "taskmanager.memory.managed.size",
                "1g"));

        assertThat(TaskManagerMemory.of(contradiction)).isEmpty();
    }

    private static MemoryCheck check(TaskManagerMemory memory) {
        return new MemoryCheck(memory, TestSettings.with(Placement.COLOCATED, Duration.ZERO));
    }
}

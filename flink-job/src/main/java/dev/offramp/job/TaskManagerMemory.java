package dev.offramp.job;

import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/**
 * What a task manager has, where the configuration that the job is submitted with says so.
 *
 * @param heapBytes   of the JVM
 * @param nativeBytes that neither the JVM's heap nor Flink counts as its own: task off-heap memory and overhead
 */
public record TaskManagerMemory(int slots, long heapBytes, long nativeBytes) {

    /** Empty where no size is given: another configuration is in force on the task managers then. */
    static Optional<TaskManagerMemory> of(Configuration config) {
        boolean isGiven = config.contains(TaskManagerOptions.TOTAL_PROCESS_MEMORY)
                || config.contains(TaskManagerOptions.TOTAL_FLINK_MEMORY)
                || config.contains(TaskManagerOptions.TASK_HEAP_MEMORY);
        return isGiven ? computed(config) : Optional.empty();
    }

    private static Optional<TaskManagerMemory> computed(Configuration config) {
        try {
            TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(config);
            return Optional.of(new TaskManagerMemory(
                    memory.getNumSlots(),
                    memory.getJvmHeapMemorySize().getBytes(),
                    memory.getTaskOffHeapSize().getBytes()
                            + memory.getJvmOverheadSize().getBytes()));
        } catch (IllegalConfigurationException e) { // Flink itself refuses it, where it is in force
            return Optional.empty();
        }
    }
}

package dev.offramp.stage;

import java.util.Collection;
import java.util.Properties;

/**
 * Which GPUs the tasks of this process use: kept among the properties of the process, for that is what jobs share whose classes
 * come from different class loaders. See RATIONALE.md beside this class.
 *
 * @param process its properties
 */
record GpuRegistry(Properties process) {

    private static final String KEY = "dev.offramp.gpu-users";

    /** Of the process that this runs in. */
    static GpuRegistry ofThisProcess() {
        return new GpuRegistry(System.getProperties());
    }

    /** The GPU of a task, for one more of its stages; {@link #release} gives it back. */
    int acquire(String task, String group, Collection<Integer> gpus) {
        Object after =
                process.merge(KEY, GpuUsers.parse("").with(task, group, gpus).text(), (before, ignored) -> users(before)
                        .with(task, group, gpus)
                        .text());
        return users(after).gpu(task);
    }

    /** One of a task's stages is closed. */
    void release(String task) {
        process.computeIfPresent(
                KEY, (key, before) -> users(before).without(task).text());
    }

    private static GpuUsers users(Object text) {
        return GpuUsers.parse(String.valueOf(text));
    }
}

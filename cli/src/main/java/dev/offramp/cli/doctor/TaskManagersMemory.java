package dev.offramp.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.job.MemoryCheck;
import dev.offramp.job.TaskManagerMemory;

/** Whether a TaskManager has the memory that pictures and stages need, by what each says that it has. */
final class TaskManagersMemory implements Check<Deployment> {

    /** What Flink says of the heap where all of a cluster is in one process. */
    private static final long UNDIVIDED = 1L << 40;

    private static final String ADVICE =
            "taskmanager.memory.process.size and task.off-heap.size up, fewer slots, or smaller"
                    + " stage.batch.max-size and frames.max-pixels";

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void examine(Deployment deployment, Findings findings) {
        if (deployment.flink().taskManagers().isEmpty()) {
            findings.skipped("there is no TaskManager yet, which would tell its memory");
            return;
        }
        JsonNode smallest = smallest(deployment.flink());
        JsonNode sizes = smallest.path("memoryConfiguration");
        if (sizes.path("totalProcessMemory").asLong() == 0) {
            findings.skipped("the TaskManagers do not tell how their memory is divided");
            return;
        }
        if (sizes.path("taskHeap").asLong() >= UNDIVIDED) {
            findings.skipped("the cluster is one process, whose memory Flink does not divide");
            return;
        }
        TaskManagerMemory memory = new TaskManagerMemory(
                Math.max(1, smallest.path("slotsNumber").asInt()),
                sizes.path("frameworkHeap").asLong() + sizes.path("taskHeap").asLong(),
                sizes.path("taskOffHeap").asLong() + sizes.path("jvmOverhead").asLong());
        MemoryCheck check = new MemoryCheck(memory, deployment.plan().settings());
        check.problems().forEach(problem -> findings.wrong(problem, ""));
        tooLarge(check, sizes, smallest, findings);
        check.warning().ifPresent(warning -> findings.warning(warning, ""));
        findings.okOtherwise("a TaskManager has a heap of " + Bytes.spoken(memory.heapBytes()) + " and "
                + Bytes.spoken(memory.nativeBytes()) + " for the stages of " + memory.slots()
                + " slots, which is enough");
    }

    /** The weights are there as long as the job runs, and so is what Flink has taken. */
    private static void tooLarge(MemoryCheck check, JsonNode sizes, JsonNode taskManager, Findings findings) {
        long machine = taskManager.at("/hardware/physicalMemory").asLong();
        long flinks = sizes.path("totalFlinkMemory").asLong();
        if (machine > 0 && flinks + check.weightsBytes() > machine) {
            findings.wrong(
                    "the bundle's weights take " + Bytes.spoken(check.weightsBytes()) + " and Flink "
                            + Bytes.spoken(flinks) + ", and the machine or container of a TaskManager has "
                            + Bytes.spoken(machine),
                    ADVICE + "; or a smaller bundle, or a larger machine");
        }
    }

    private static JsonNode smallest(Flink flink) {
        JsonNode smallest = flink.taskManagers().get(0);
        for (JsonNode taskManager : flink.taskManagers()) {
            if (total(taskManager) < total(smallest)) {
                smallest = taskManager;
            }
        }
        return smallest;
    }

    private static long total(JsonNode taskManager) {
        return taskManager.at("/memoryConfiguration/totalProcessMemory").asLong();
    }
}

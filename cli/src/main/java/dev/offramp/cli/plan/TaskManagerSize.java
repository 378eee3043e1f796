package dev.offramp.cli.plan;

import dev.offramp.budget.DeploymentPlan;
import dev.offramp.job.Placement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How large every task manager of a plan has to be, in the parts in which Flink deals its memory out. See RATIONALE.md beside this
 * class.
 *
 * @param slots subtasks in it
 */
record TaskManagerSize(DeploymentPlan plan, PlannedJob job, int slots) {

    private static final int OFF_HEAP_MIB = 256; // direct buffers, through which pixels reach libtorch
    private static final int MANAGED_MIB = 64; // RocksDB's: this job keeps its state in the heap
    private static final int FLINKS_OWN_MIB = 256 + 128; // classes, and buffers of the framework
    private static final int HEAP_MIB = 256;
    private static final int HEAP_MIB_A_SLOT = 1024;
    private static final int LIBTORCH_MIB = 1024;
    private static final int CUDA_MIB = 4096;
    private static final int NETWORK_MIB_A_SLOT = 64;
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int BUFFERS_A_CHANNEL = 4;
    private static final int ROUND_MIB = 64;
    private static final long MIB = 1024 * 1024;

    /** As the chart has it under {@code taskManager}. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("slots", slots);
        tree.put("cpu", cpus());
        tree.put("memory", processMib() + "m");
        tree.put("offHeapMemory", OFF_HEAP_MIB + "m");
        tree.put("overheadMemory", overheadMib() + "m");
        tree.put("managedMemory", MANAGED_MIB + "m");
        return tree;
    }

    /** What the chart has no values for. */
    Map<String, Object> flinkOptions() {
        String network = networkMib() + "m";
        return new TreeMap<>(
                Map.of("taskmanager.memory.network.min", network, "taskmanager.memory.network.max", network));
    }

    /** A core each for its subtasks, or as many as their operations have threads. */
    int cpus() {
        return job.isOnGpu() ? slots : slots * job.costs().threads();
    }

    /** The whole process. */
    int processMib() {
        int heap = HEAP_MIB + slots * HEAP_MIB_A_SLOT;
        return heap + OFF_HEAP_MIB + MANAGED_MIB + FLINKS_OWN_MIB + networkMib() + overheadMib();
    }

    /** What libtorch takes: itself, the weights, and what every subtask may hold. A GPU has the last two in its own memory. */
    private int overheadMib() {
        if (job.isOnGpu()) {
            return CUDA_MIB;
        }
        MemoryNeed need = job.need();
        long subtask = isColocated() ? need.colocatedBytes() : need.apartBytes();
        return LIBTORCH_MIB + rounded(slots * subtask + need.weightsBytes());
    }

    /** Buffers of every exchange, in which each subtask has a channel to each other one. */
    private int networkMib() {
        int exchanges = isColocated() ? 2 : plan.stages().size();
        long slot = (long) exchanges * plan.subtasks() * BUFFERS_A_CHANNEL * BUFFER_BYTES;
        return slots * Math.max(NETWORK_MIB_A_SLOT, rounded(slot));
    }

    private boolean isColocated() {
        return HelmValues.placement(plan) == Placement.COLOCATED;
    }

    private static int rounded(long bytes) {
        return Math.toIntExact((bytes + ROUND_MIB * MIB - 1) / (ROUND_MIB * MIB)) * ROUND_MIB;
    }
}

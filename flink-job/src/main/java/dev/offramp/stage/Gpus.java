package dev.offramp.stage;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.runtime.execution.Environment;

/** The GPUs that Flink's external-resource framework gave to this task manager. */
final class Gpus {

    private Gpus() {}

    /** A device for a stage of this task. */
    static DeviceLease lease(StageDevice.Kind wanted, RuntimeContext context, Environment task) throws StageFailure {
        if (wanted == StageDevice.Kind.CPU) {
            return DeviceLease.cpu();
        }
        String attempt = task.getExecutionId().toString();
        String group = task.getJobID() + "/" + task.getJobVertexId();
        return DeviceLease.gpu(GpuRegistry.ofThisProcess(), attempt, group, indices(context));
    }

    private static Set<Integer> indices(RuntimeContext context) {
        return context.getExternalResourceInfos("gpu").stream()
                .map(info -> info.getProperty("index"))
                .flatMap(Optional::stream)
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }
}

package dev.offramp.stage;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.RuntimeContext;

/** The GPUs that Flink's external-resource framework gave to this task manager. */
final class Gpus {

    private Gpus() {}

    static Set<Integer> indices(StageDevice.Kind wanted, RuntimeContext context) {
        if (wanted == StageDevice.Kind.CPU) {
            return Set.of();
        }
        return context.getExternalResourceInfos("gpu").stream()
                .map(info -> info.getProperty("index"))
                .flatMap(Optional::stream)
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }
}

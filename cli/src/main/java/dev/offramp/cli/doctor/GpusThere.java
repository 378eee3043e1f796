package dev.offramp.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offramp.stage.StageDevice;

/** Whether TaskManagers have GPUs to give, where stages ask for one. */
final class GpusThere implements Check<Deployment> {

    private static final String GPU = "gpu";

    @Override
    public String name() {
        return "gpus";
    }

    @Override
    public void examine(Deployment deployment, Findings findings) {
        boolean wanted = deployment.plan().settings().stages().stream()
                .anyMatch(stage -> stage.device() == StageDevice.Kind.GPU);
        if (!wanted) {
            findings.ok("none are asked for");
            return;
        }
        double gpus = deployment.flink().taskManagers().stream()
                .mapToDouble(GpusThere::gpus)
                .sum();
        if (gpus < 1) {
            findings.wrong(
                    "stage.device is gpu, and none of "
                            + deployment.flink().taskManagers().size() + " TaskManagers has one to give",
                    "external-resources: gpu, with its amount and Flink's discovery script, on machines that have one; or stage.device: cpu");
        }
        findings.okOtherwise("TaskManagers have " + Math.round(gpus));
    }

    private static double gpus(JsonNode taskManager) {
        return taskManager
                .path("totalResource")
                .path("extendedResources")
                .path(GPU)
                .asDouble();
    }
}

package dev.offramp.cli.plan;

import dev.offramp.budget.PlanAssumptions;
import dev.offramp.budget.StageCosts;
import java.nio.file.Path;

/**
 * The job that a plan is about, as it was planned.
 *
 * @param bundle its folder here
 * @param need   outside the heap
 */
record PlannedJob(Path bundle, MemoryNeed need, StageCosts costs, PlanAssumptions given) {

    private static final String IN_THE_IMAGE = "/opt/offramp/bundles/";

    /** Where the images of this project have a bundle. */
    String bundlePath() {
        return IN_THE_IMAGE + bundle.toAbsolutePath().normalize().getFileName();
    }

    boolean isOnGpu() {
        return costs.device().equals("gpu");
    }
}

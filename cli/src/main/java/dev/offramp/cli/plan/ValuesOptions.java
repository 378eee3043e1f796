package dev.offramp.cli.plan;

import dev.offramp.budget.DeploymentPlan;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the chart's values of a plan go to, and what no plan says of them. */
final class ValuesOptions {

    private static final int SLOTS_ON_CPUS = 4;

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "Also write one of the plans as values of the Helm chart deploy/helm/offramp.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--placement",
            paramLabel = "NAME",
            description = "Which plan the values are of: colocated or disaggregated (default: the one that needs fewer"
                    + " subtasks; on GPUs colocated).")
    private Optional<Placement> placement = Optional.empty();

    @Option(
            names = "--slots",
            paramLabel = "N",
            description =
                    "Subtasks in each task manager of the values (default: 4, or as many as there are; on GPUs 1)."
                            + " Each gets a core, or a GPU.")
    private Optional<Integer> slots = Optional.empty();

    /** Fails where an option is about values that are not written, or makes no sense. */
    void check() {
        if (file.isEmpty() && (placement.isPresent() || slots.isPresent())) {
            throw new CommandFailure("--placement and --slots are about --values; say which FILE");
        }
        if (slots.isPresent() && slots.get() < 1) {
            throw new CommandFailure("--slots must be at least 1, was " + slots.get());
        }
    }

    /**
     * Writes the values, where they are wanted.
     *
     * @param remarks that go before them
     * @return what was written, for a person
     */
    Optional<String> write(List<DeploymentPlan> plans, PlannedJob job, List<String> remarks) throws IOException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        DeploymentPlan plan = chosen(plans, job.isOnGpu());
        HelmValues values = new HelmValues(plan, job, slots.orElse(defaultSlots(plan, job.isOnGpu())));
        values.check();
        new ValuesFile(file.get()).write(values, remarks);
        return Optional.of("Wrote " + file.get() + ": " + values.machines() + ", " + plan.placement() + ".");
    }

    private DeploymentPlan chosen(List<DeploymentPlan> plans, boolean onGpu) {
        if (onGpu && placement.filter(Placement.DISAGGREGATED::equals).isPresent()) {
            throw new CommandFailure(
                    "there are no values of a disaggregated plan on GPUs: Flink deals slots out as they come,"
                            + " and nothing keeps a subtask that decodes from the slot of a GPU; --placement colocated");
        }
        Optional<Placement> wanted = onGpu ? Optional.of(Placement.COLOCATED) : placement;
        return plans.stream()
                .filter(plan -> wanted.isEmpty() || wanted.get() == HelmValues.placement(plan))
                .min(Comparator.comparingInt(DeploymentPlan::subtasks))
                .orElseThrow();
    }

    private static int defaultSlots(DeploymentPlan plan, boolean onGpu) {
        return onGpu ? 1 : Math.min(SLOTS_ON_CPUS, plan.subtasks());
    }
}

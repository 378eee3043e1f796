package dev.offramp.cli.doctor;

import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.SlotShare;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.FlinkDefaults;
import dev.offramp.job.Settings;
import dev.offramp.job.SettingsException;
import dev.offramp.stage.StageOptions;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;

/** Whether the cluster has the slots that the job asks for at its parallelism and with its placement. */
record SlotsFree(Told told) implements Check<Deployment> {

    /** Standalone clusters on Kubernetes have none of these, though they have a kubernetes.cluster-id for high availability. */
    private static final Pattern BRINGING = Pattern.compile("(kubernetes|yarn)-.*");

    @Override
    public String name() {
        return "slots";
    }

    @Override
    public void examine(Deployment deployment, Findings findings) {
        Flink flink = deployment.flink();
        int needed = needed(flink.freeSlots(), deployment.plan());
        String found = "the job needs " + needed + " slots at once, and " + flink.freeSlots() + " of " + flink.slots()
                + " are free";
        if (needed <= flink.freeSlots()) {
            findings.ok(found);
        } else if (brings(flink)) {
            findings.warning(found + "; the cluster starts TaskManagers when it has to, as far as its machines go", "");
        } else if (flink.config().get(JobManagerOptions.SCHEDULER) == JobManagerOptions.SchedulerType.Adaptive
                && flink.freeSlots() > 0) {
            findings.warning(
                    found + "; the adaptive scheduler begins with fewer subtasks",
                    "more TaskManagers, or a smaller --parallelism");
        } else {
            findings.wrong(
                    found,
                    needed <= flink.slots()
                            ? "stop what runs there, or start more TaskManagers"
                            : "more TaskManagers or taskmanager.numberOfTaskSlots; or a smaller --parallelism, job.placement: colocated,"
                                    + " frames.decode: chained");
        }
    }

    /** Of a job that takes its share of the free slots, as {@code run} would start it; the precision is not chosen again. */
    private int needed(int free, JobPlan plan) {
        Configuration config =
                new Configuration(SlotShare.of(free, told.readable()).defaults());
        config.addAll(told.readable());
        config.setString(
                StageOptions.PRECISION.key(),
                plan.settings().precision().precision().name());
        try {
            return FlinkDefaults.slots(config, Settings.from(config));
        } catch (SettingsException changed) {
            throw new CommandFailure(changed.getMessage(), changed);
        }
    }

    private static boolean brings(Flink flink) {
        return flink.config()
                .getOptional(DeploymentOptions.TARGET)
                .filter(target -> BRINGING.matcher(target).matches())
                .isPresent();
    }
}

package dev.offramp.cli.doctor;

import dev.offramp.cli.run.JobPlan;
import dev.offramp.job.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a job can be made of the settings. What is wrong with the bundle is told by {@link BundleWhole} already. */
final class SettingsRight implements Check<Told> {

    private final BundleWhole bundle;
    private Optional<JobPlan> plan = Optional.empty();

    SettingsRight(BundleWhole bundle) {
        this.bundle = bundle;
    }

    @Override
    public String name() {
        return "settings";
    }

    /** Where the precision is to be chosen, the bundle is tried. */
    @Override
    public Duration patience() {
        return Duration.ofMinutes(3);
    }

    /** The job that they make. */
    Optional<JobPlan> plan() {
        return plan;
    }

    @Override
    public void examine(Told told, Findings findings) {
        try {
            JobPlan made = JobPlan.of(told.all());
            plan = Optional.of(made);
            findings.ok(made.settings().kafka().guarantee() + ", "
                    + made.settings().placement() + ", precision "
                    + made.settings().precision().precision() + ": "
                    + made.settings().precision().reason());
        } catch (SettingsException wrong) {
            List<String> problems = wrong.problems().stream()
                    .filter(problem -> !bundle.problems().contains(problem))
                    .toList();
            problems.forEach(problem -> findings.wrong(problem, ""));
            if (problems.isEmpty()) {
                findings.skipped("the bundle is wrong; what else was said can be read");
            }
        }
    }
}

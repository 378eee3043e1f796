package dev.offramp.cli.run;

import dev.offramp.cli.options.ClusterOption;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what runs on a cluster. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "jobs",
        description = "Show the jobs of a Flink cluster and its free slots.",
        footer = {"", "Examples:", "  ./offramp jobs", "  ./offramp jobs --all --cluster http://jobmanager:8081", ""})
public final class JobsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--all", description = "Those that have ended, too.")
    private boolean all;

    @Override
    public Integer call() {
        var screen = Screen.on(spec.commandLine().getOut());
        var jobManager = new JobManager(cluster.rest());
        List<JobStatusLine> jobs =
                jobManager.jobs().stream().filter(job -> all || job.isAlive()).toList();
        if (!jobs.isEmpty()) {
            screen.line("%-32s  %-10s  %-11s  %-11s  %s", "job", "state", "tasks", "for", "name");
        }
        Instant now = Instant.now();
        for (JobStatusLine job : jobs) {
            screen.line(
                    "%-32s  %-10s  %-11s  %-11s  %s",
                    job.id(),
                    job.state(),
                    job.runningTasks() + " of " + job.tasks(),
                    Figures.span(job.age(now)),
                    job.name());
        }
        screen.line(
                "%s at %s; free slots: %d.",
                jobs.isEmpty() ? "No job" : jobs.size() + (jobs.size() == 1 ? " job" : " jobs"),
                jobManager.address(),
                jobManager.freeSlots());
        return 0;
    }
}

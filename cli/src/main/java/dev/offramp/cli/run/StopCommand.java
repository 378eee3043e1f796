package dev.offramp.cli.run;

import dev.offramp.cli.options.ClusterOption;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stops a job so that it can go on. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "stop",
        sortOptions = false,
        description = {
            "Stop a job behind a savepoint: what is under way is answered and committed first, and a job that is run"
                    + " --from the savepoint goes on exactly there.",
            "",
            "Where the savepoint fails, the job goes on."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp stop offramp-fashion-mnist-branchy --savepoint-dir /var/lib/offramp/savepoints",
            "  ./offramp stop 5f3a --cancel --cluster http://jobmanager:8081",
            ""
        })
public final class StopCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "JOB",
            description = "The job's id, the beginning of it, or its name; './offramp jobs' lists them.")
    private String idOrName;

    @Mixin
    private ClusterOption cluster;

    @Option(
            names = "--savepoint-dir",
            paramLabel = "DIR",
            description = "Where the savepoint goes, as the cluster sees it (default: the cluster's"
                    + " execution.checkpointing.savepoint-dir).")
    private Optional<String> savepointDirectory;

    @Option(names = "--cancel", description = "Stop without a savepoint.")
    private boolean cancel;

    @Override
    public Integer call() {
        if (cancel && savepointDirectory.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--cancel takes no savepoint; leave --savepoint-dir out");
        }
        var screen = Screen.on(spec.commandLine().getOut());
        var jobManager = new JobManager(cluster.rest());
        JobStatusLine job = new JobChoice(jobManager.jobs()).of(idOrName);
        if (cancel) {
            cancel(jobManager, job, screen);
        } else {
            stop(jobManager, job, screen);
        }
        return 0;
    }

    private static void cancel(JobManager jobManager, JobStatusLine job, Screen screen) {
        jobManager.cancel(job.id());
        awaitEnd(jobManager, job);
        screen.line(
                "Job %s (%s) is cancelled. Run again, it goes on at the offsets of its consumer group, which are"
                        + " committed up to ten seconds late.",
                job.id(), job.name());
    }

    private void stop(JobManager jobManager, JobStatusLine job, Screen screen) {
        String directory = savepointDirectory
                .map(StopCommand::absolute)
                .or(jobManager::savepointDirectory)
                .orElseThrow(
                        () -> new CommandFailure(
                                "the cluster at " + jobManager.address()
                                        + " has no directory for savepoints; name one with --savepoint-dir, or stop without one by --cancel"));
        Optional<StartOptions> started = jobManager.startOptions(job.id()); // a cluster of one job is gone with it
        screen.line("Stopping job %s (%s) with a savepoint in %s ...", job.id(), job.name(), directory);
        Savepoint savepoint = jobManager.beginStop(job.id(), directory);
        Optional<String> location = savepoint.location();
        while (location.isEmpty()) {
            RunningJob.pause();
            location = savepoint.location();
        }
        awaitEnd(jobManager, job);
        screen.line("Stopped. Savepoint: %s", location.get());
        goOn(started, location.get()).forEach(screen::line);
    }

    private static List<String> goOn(Optional<StartOptions> started, String savepoint) {
        if (started.isEmpty()) {
            return List.of(
                    "It was not started by ./offramp run and does not tell its options: give those that it was started"
                            + " with (bundle, broker, settings, cluster) again, and",
                    "  --from " + savepoint);
        }
        List<String> lines = new ArrayList<>(List.of("It goes on with:"));
        lines.add("  " + started.get().commandFrom(savepoint));
        if (started.get().withholdsSecrets()) {
            lines.add(
                    "Put the secrets in where it says " + StartOptions.WITHHELD + ": they are not kept with the job.");
        }
        return lines;
    }

    private static void awaitEnd(JobManager jobManager, JobStatusLine job) {
        while (isAlive(jobManager, job)) {
            RunningJob.pause();
        }
    }

    private static boolean isAlive(JobManager jobManager, JobStatusLine job) {
        try {
            return jobManager.jobs().stream().anyMatch(one -> one.id().equals(job.id()) && one.isAlive());
        } catch (CommandFailure gone) { // a cluster of one job, as in the process of ./offramp run, ends with it
            return false;
        }
    }

    /** A path without a scheme is one of this machine. */
    private static String absolute(String directory) {
        return URI.create(directory.replace(" ", "%20")).getScheme() == null
                ? Path.of(directory).toAbsolutePath().normalize().toString()
                : directory;
    }
}

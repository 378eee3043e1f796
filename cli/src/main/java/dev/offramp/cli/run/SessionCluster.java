package dev.offramp.cli.run;

import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.terminal.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink session cluster that is running already; the job is sent to it as a jar. */
public final class SessionCluster implements Cluster {

    /** The first tasks on a machine unpack libtorch and load stages, and a slow disk has been seen to take more than a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<String> OF_JOBS =
            List.of("execution.checkpointing", "execution.buffer-timeout", "restart-strategy", "heartbeat");

    private final JobManager jobManager;
    private final Configuration access;
    private final Path jobJar;

    private SessionCluster(JobManager jobManager, Configuration access, Path jobJar) {
        this.jobManager = jobManager;
        this.access = access;
        this.jobJar = jobJar;
    }

    /**
     * Fails with one line where no JobManager answers at the address.
     *
     * @param access how it is asked
     */
    public static SessionCluster at(URI address, Configuration access, Path jobJar) {
        var jobManager = new JobManager(new FlinkRest(address, access));
        jobManager.freeSlots();
        return new SessionCluster(jobManager, access, jobJar);
    }

    int freeSlots() {
        return jobManager.freeSlots();
    }

    /** What the cluster says of how jobs run: the defaults of this job stand under it. */
    Configuration defaults() {
        return ofJobs(jobManager.settings());
    }

    /** Of a cluster's settings those that say how jobs run. */
    public static Configuration ofJobs(Map<String, String> settings) {
        Map<String, String> ofJobs = new HashMap<>(settings);
        ofJobs.keySet().removeIf(key -> OF_JOBS.stream().noneMatch(key::startsWith));
        return Configuration.fromMap(ofJobs);
    }

    @Override
    public URI webUi() {
        return jobManager.address();
    }

    @Override
    public StreamExecutionEnvironment environment(Configuration config) {
        var all = new Configuration(config);
        all.addAll(access);
        return StreamExecutionEnvironment.createRemoteEnvironment(
                webUi().getHost(), webUi().getPort(), all, jobJar.toString());
    }

    /** Returns when all tasks of the job run; fails with the job's own reason where it ends, and where slots do not come. */
    void awaitRunning(RunningJob job) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!jobManager.isWhollyRunning(job.id())) {
            job.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new CommandFailure("job " + job.id() + " was submitted, but after " + PATIENCE.toSeconds()
                        + " s not all of its tasks run; the cluster has " + jobManager.freeSlots() + " free slots"
                        + jobManager
                                .newestFailure(job.id())
                                .map(why -> ", and the job failed with " + why)
                                .orElse("")
                        + "; see " + pageOf(job));
            }
            RunningJob.pause();
        }
    }

    /** Where a person sees the job, and cancels it. */
    URI pageOf(RunningJob job) {
        return webUi().resolve("/#/job/" + job.id() + "/overview");
    }

    /** The cluster is not this command's to end. */
    @Override
    public void close() {}
}

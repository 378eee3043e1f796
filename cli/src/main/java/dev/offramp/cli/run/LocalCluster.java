package dev.offramp.cli.run;

import dev.offramp.cli.broker.ScratchDirectory;
import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process, with its web pages on a loopback port. */
public final class LocalCluster implements Cluster {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long PATIENCE_AT_STOP_SECONDS = 10;

    private final ScratchDirectory scratch;
    private final MiniCluster cluster;
    private final URI webUi;
    private final AtExit atExit = new AtExit("local-cluster-at-exit", this::stop);

    private LocalCluster(ScratchDirectory scratch, MiniCluster cluster, URI webUi) {
        this.scratch = scratch;
        this.cluster = cluster;
        this.webUi = webUi;
    }

    /**
     * Starts one task manager, with as many slots as the settings say.
     *
     * @param ports the web pages' port: one, a range, or 0 for any that is free
     */
    public static LocalCluster start(Configuration settings, String ports) {
        var scratch = ScratchDirectory.create("offramp-flink-");
        var config = withoutClients(settings);
        config.set(RestOptions.BIND_PORT, ports);
        stayHome(config, scratch.path().toString());
        var cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(config.get(TaskManagerOptions.NUM_TASK_SLOTS))
                .build());
        try {
            cluster.start();
            return new LocalCluster(scratch, cluster, cluster.getRestAddress().get());
        } catch (Exception failure) {
            var unused = cluster.closeAsync();
            scratch.delete();
            throw new CommandFailure("the local Flink cluster did not start: " + failure.getMessage(), failure);
        }
    }

    /** What Kafka's clients are told, passwords and keys, is the job's alone: a cluster shows its settings on its pages. */
    private static Configuration withoutClients(Configuration settings) {
        Map<String, String> entries = new HashMap<>(settings.toMap());
        entries.keySet().removeIf(key -> key.startsWith(KafkaSettings.CLIENT_PREFIX));
        return Configuration.fromMap(entries);
    }

    /** Listens on no address that others can reach, and writes into one directory. */
    private static void stayHome(Configuration config, String directory) {
        config.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        config.set(RestOptions.ADDRESS, LOOPBACK);
        config.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        config.set(CoreOptions.TMP_DIRS, directory);
        config.set(WebOptions.TMP_DIR, directory);
        config.set(WebOptions.UPLOAD_DIR, directory);
    }

    /** When it stops, for what has to stop later. */
    public AtExit atExit() {
        return atExit;
    }

    @Override
    public URI webUi() {
        return webUi;
    }

    @Override
    public StreamExecutionEnvironment environment(Configuration config) {
        return StreamExecutionEnvironment.createRemoteEnvironment(webUi.getHost(), webUi.getPort(), config);
    }

    /** Cancels what runs, so that it ends in good order, and stops; each with bounded patience. */
    @Override
    public void close() {
        atExit.close();
    }

    private void stop() {
        try {
            for (var job : await(cluster.listJobs())) {
                if (!job.getJobState().isGloballyTerminalState()) {
                    await(cluster.cancelJob(job.getJobId()));
                    await(cluster.requestJobResult(job.getJobId()));
                }
            }
            await(cluster.closeAsync());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException leftToTheProcess) {
            var unused = cluster.closeAsync(); // and it ends with the process, at the latest
        }
        scratch.delete();
    }

    private static <T> T await(CompletableFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(PATIENCE_AT_STOP_SECONDS, TimeUnit.SECONDS);
    }
}

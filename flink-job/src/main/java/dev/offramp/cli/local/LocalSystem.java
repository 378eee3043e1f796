package dev.offramp.cli.local;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.LocalCluster;
import dev.offramp.cli.run.RunningJob;
import dev.offramp.job.JobOptions;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/** A broker, a cluster and the job in this process: started together, stopped together, and nothing of them stays. */
public final class LocalSystem implements AutoCloseable {

    /** How often the job commits its answers, and with that, how often a reader sees new ones. */
    public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private static final String ANY_FREE_PORT = "0";
    private static final int MIN_PARTITIONS = 8;

    private final EmbeddedBroker broker;
    private final LocalCluster cluster;
    private final JobPlan plan;
    private final RunningJob job;

    private LocalSystem(EmbeddedBroker broker, LocalCluster cluster, JobPlan plan, RunningJob job) {
        this.broker = broker;
        this.cluster = cluster;
        this.plan = plan;
        this.job = job;
    }

    /**
     * Starts a broker, a cluster of as many slots as the job fills, and the job.
     *
     * @param overrides {@code key=value} over the settings that a local system begins with
     */
    public static LocalSystem start(Path bundle, int parallelism, List<String> overrides) {
        var broker = EmbeddedBroker.start();
        try {
            var plan = JobPlan.read(settings(broker, bundle, parallelism), Optional.empty(), overrides);
            broker.createTopics(plan.topics(Math.max(MIN_PARTITIONS, 2 * parallelism)));
            return start(broker, plan);
        } catch (RuntimeException failure) {
            broker.close();
            throw failure;
        }
    }

    private static LocalSystem start(EmbeddedBroker broker, JobPlan plan) {
        var cluster = LocalCluster.start(plan.config(), ANY_FREE_PORT);
        broker.stopAfter(cluster.atExit());
        try {
            return new LocalSystem(broker, cluster, plan, plan.submitTo(cluster));
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    /** What was started, a line each. */
    public List<String> description() {
        var bundle = plan.settings().bundle();
        return List.of(
                "  broker     " + bootstrapServers() + " (Kafka, KRaft, one node)",
                "  web pages  " + webUi(),
                "  job        parallelism " + plan.parallelism() + ", exactly once, answers committed every "
                        + CHECKPOINT_INTERVAL.toSeconds() + " s",
                "  bundle     " + bundle.id().name() + " " + bundle.id().version() + ", "
                        + bundle.stages().size() + " exits, " + bundle.classes().size() + " classes",
                "");
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public URI webUi() {
        return cluster.webUi();
    }

    public JobPlan plan() {
        return plan;
    }

    public KafkaSettings.Topics topics() {
        return plan.settings().kafka().topics();
    }

    public RunningJob job() {
        return job;
    }

    /** Stops the cluster, and the broker after it. */
    @Override
    public void close() {
        cluster.close();
    }

    private static Configuration settings(EmbeddedBroker broker, Path bundle, int parallelism) {
        var settings = new Configuration();
        settings.set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        settings.set(JobOptions.BUNDLE_PATH, bundle.toAbsolutePath().normalize().toString());
        settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        return settings;
    }
}

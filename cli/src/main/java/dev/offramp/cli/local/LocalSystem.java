package dev.offramp.cli.local;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.rest.FlinkRest;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.LocalCluster;
import dev.offramp.cli.run.RunningJob;
import dev.offramp.job.Settings;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.djl.DjlStageEngines;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A broker, a cluster and the job in this process: started together, stopped together, and nothing of them stays. */
public final class LocalSystem implements AutoCloseable {

    /** How often the job commits its answers, and with that, how often a reader sees new ones. */
    public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    private static final String ANY_FREE_PORT = "0";

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
        return start(bundle, parallelism, overrides, settings -> new DjlStageEngines(settings.intraOpThreads()));
    }

    /** The same, on other stage engines. */
    public static LocalSystem start(
            Path bundle, int parallelism, List<String> overrides, Function<Settings, StageEngines> engines) {
        var broker = EmbeddedBroker.start();
        try {
            var plan = new LocalPlans(broker).first(bundle, parallelism, overrides);
            return start(broker, plan, engines.apply(plan.settings()));
        } catch (RuntimeException failure) {
            broker.close();
            throw failure;
        }
    }

    private static LocalSystem start(EmbeddedBroker broker, JobPlan plan, StageEngines engines) {
        var cluster = LocalCluster.start(plan.config(), ANY_FREE_PORT);
        broker.stopAfter(cluster.atExit());
        try {
            return new LocalSystem(broker, cluster, plan, plan.submitTo(cluster, engines));
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    /**
     * The plan of another job beside the first, on topics of its own, which are there afterwards, and in its precision. The
     * cluster needs slots for both.
     *
     * @param name      of the topics and of the consumer group
     * @param overrides {@code key=value} over the settings of the first job
     */
    public JobPlan planBeside(String name, List<String> overrides) {
        return new LocalPlans(broker).beside(plan, name, overrides);
    }

    /** Starts a job that is planned {@linkplain #planBeside beside the first}. */
    public RunningJob submit(JobPlan beside, StageEngines engines) {
        return beside.submitTo(cluster, engines);
    }

    /** Where a job of another kind is drawn that runs beside the first. */
    public StreamExecutionEnvironment environment(JobPlan beside) {
        return cluster.environment(beside.config());
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
                        + bundle.stages().size() + " exits, " + bundle.classes().size() + " classes");
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public URI webUi() {
        return cluster.webUi();
    }

    /** What answers for Flink. */
    public FlinkRest rest() {
        return new FlinkRest(webUi(), plan.config());
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
}

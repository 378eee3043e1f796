package dev.offramp.job;

import dev.offramp.kafka.BrokerCheck;
import dev.offramp.kafka.BrokerFindings;
import dev.offramp.kafka.KafkaEndpoints;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyTopic;
import dev.offramp.kafka.StartWait;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.Time;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.djl.DjlStageEngines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job: checked settings become a running pipeline from Kafka to Kafka. */
public final class OfframpJob {

    private static final Logger LOG = LoggerFactory.getLogger(OfframpJob.class);
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);

    private OfframpJob() {}

    /** For {@code flink run} and for application mode; {@code --config FILE} and {@code --set key=value}. */
    public static void main(String[] args) throws Exception {
        Configuration config = JobArguments.parse(args);
        Settings settings = Settings.from(config);
        Configuration flink = clusterConfiguration();
        flink.addAll(config);
        submit(StreamExecutionEnvironment.getExecutionEnvironment(FlinkDefaults.under(flink, settings)), settings);
    }

    /** What Flink says where the job is submitted; left out, this job's defaults would hide it. */
    private static Configuration clusterConfiguration() {
        return Configuration.fromMap(StreamExecutionEnvironment.getExecutionEnvironment()
                .getConfiguration()
                .toMap());
    }

    /**
     * Asks the broker, reads the policies that are there, draws the topology and submits it.
     *
     * @throws SettingsException where checkpoints cannot keep the delivery guarantee; where the broker does not answer or lacks a
     *     topic, or a schema registry a schema, within the patience that is set; where a savepoint holds what this job would lose
     */
    public static JobClient submit(StreamExecutionEnvironment env, Settings settings) throws Exception {
        return submit(env, settings, new DjlStageEngines(settings.intraOpThreads()));
    }

    /** The same, on other stage engines. */
    public static JobClient submit(StreamExecutionEnvironment env, Settings settings, StageEngines engines)
            throws Exception {
        return submit(env, settings, engines, warning -> {});
    }

    /** The same; what the broker does not tell, or allows less of than wanted, is said to {@code warnings} and to the log. */
    public static JobClient submit(
            StreamExecutionEnvironment env, Settings settings, StageEngines engines, Consumer<String> warnings)
            throws Exception {
        refuse(new AlignmentCheck(env.getConfiguration()).problems());
        refuse(new ChainingCheck(env.getConfiguration(), settings).problems());
        checkMemory(env, settings);
        Consumer<String> told = warnings.andThen(LOG::warn);
        StartWait wait = new StartWait(settings.kafka().startPatience(), Time.MACHINE, told);
        KafkaSettings kafka = onBroker(env, settings, wait, told);
        RegistryAtStart registry = new RegistryAtStart(kafka, steers(settings));
        KnownSchemas schemas = registry.schemas(wait);
        PolicyTopic policies = new PolicyTopic(kafka, BROKER_PATIENCE);
        KnownPolicies known =
                registry.read(() -> policies.known(settings.control().curves().served()), wait);
        Endpoints ends = Endpoints.on(new KafkaEndpoints(kafka, schemas), known);
        LOG.info(
                "Serving bundle {} in {}: {}",
                settings.bundle().id(),
                settings.precision().precision(),
                settings.precision().reason());
        return start(env, ends, settings, engines);
    }

    /** Draws the topology between these ends and starts it, from a savepoint where one is named. */
    static JobClient start(StreamExecutionEnvironment env, Endpoints ends, Settings settings, StageEngines engines)
            throws Exception {
        draw(env, ends, settings, engines);
        refuse(Recovery.prepare(env));
        return env.executeAsync("offramp-" + settings.bundle().id().name());
    }

    /** Draws the topology, with as many subtasks of each task as the configuration says. */
    static void draw(StreamExecutionEnvironment env, Endpoints ends, Settings settings, StageEngines engines) {
        new OfframpTopology(ends, settings, engines).drawOn(env);
        ParallelismOverrides.apply(env);
    }

    /** The settings as the broker allows them; refused where checkpoints or the broker cannot keep the guarantee. */
    private static KafkaSettings onBroker(
            StreamExecutionEnvironment env, Settings settings, StartWait wait, Consumer<String> warnings)
            throws SettingsException {
        KafkaSettings wanted = settings.kafka();
        refuse(new GuaranteeCheck(env.getConfiguration(), wanted).problems());
        BrokerCheck asked = new BrokerCheck(wanted, steers(settings), BROKER_PATIENCE);
        BrokerFindings broker = wait.ask("Kafka", asked::findings, BrokerFindings::passing);
        refuse(broker.problems());
        KafkaSettings fitted = wanted.with(broker.transactionTimeout());
        GuaranteeCheck check = new GuaranteeCheck(env.getConfiguration(), fitted);
        refuse(check.problems());
        check.boundCheckpoints(env.getCheckpointConfig());
        broker.warnings().forEach(warnings);
        return fitted;
    }

    private static boolean steers(Settings settings) {
        return settings.control().steering().isPresent();
    }

    private static void checkMemory(StreamExecutionEnvironment env, Settings settings) throws SettingsException {
        Configuration config = Configuration.fromMap(env.getConfiguration().toMap());
        Optional<MemoryCheck> check = TaskManagerMemory.of(config).map(memory -> new MemoryCheck(memory, settings));
        if (check.isPresent()) {
            refuse(check.get().problems());
            check.get().warning().ifPresent(LOG::warn);
        }
    }

    private static void refuse(List<String> problems) throws SettingsException {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}

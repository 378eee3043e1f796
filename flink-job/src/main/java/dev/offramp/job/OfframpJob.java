package dev.offramp.job;

import dev.offramp.kafka.BrokerCheck;
import dev.offramp.kafka.KafkaEndpoints;
import dev.offramp.kafka.PolicyTopic;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.djl.DjlStageEngines;
import java.time.Duration;
import java.util.List;
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
     *     topic, within a bounded time
     */
    public static JobClient submit(StreamExecutionEnvironment env, Settings settings) throws Exception {
        return submit(env, settings, new DjlStageEngines(settings.intraOpThreads()));
    }

    /** The same, on other stage engines. */
    public static JobClient submit(StreamExecutionEnvironment env, Settings settings, StageEngines engines)
            throws Exception {
        refuse(new GuaranteeCheck(env.getConfiguration(), settings.kafka().guarantee()).problems());
        refuse(new BrokerCheck(settings.kafka(), BROKER_PATIENCE).problems());
        KnownPolicies known = new PolicyTopic(settings.kafka(), BROKER_PATIENCE)
                .known(settings.control().curves().served());
        Endpoints ends = Endpoints.on(new KafkaEndpoints(settings.kafka()), known);
        new OfframpTopology(ends, settings, engines).drawOn(env);
        LOG.info(
                "Serving bundle {} in {}: {}",
                settings.bundle().id(),
                settings.precision().precision(),
                settings.precision().reason());
        return env.executeAsync("offramp-" + settings.bundle().id().name());
    }

    private static void refuse(List<String> problems) throws SettingsException {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}

package dev.offramp.cli.local;

import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.job.JobOptions;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.refresh.RefreshOptions;
import dev.offramp.stage.StageOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestartStrategyOptions;

/** What jobs of a local system are told: its broker, and topics of their own, which are made with the plan. */
record LocalPlans(EmbeddedBroker broker) {

    private static final int MIN_PARTITIONS = 8;
    private static final int MOST_RESTARTS = 10;

    JobPlan first(Path bundle, int parallelism, List<String> overrides) {
        var settings = new Configuration();
        settings.set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        settings.set(JobOptions.BUNDLE_PATH, bundle.toAbsolutePath().normalize().toString());
        settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, LocalSystem.CHECKPOINT_INTERVAL);
        giveUpSoon(settings);
        return withTopics(JobPlan.read(settings, List.of(), overrides));
    }

    /** Somebody watches: a job that cannot run ends, and says why. */
    private static void giveUpSoon(Configuration settings) {
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, MOST_RESTARTS);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
    }

    /** In the precision of the first, for a trial of precisions may end otherwise the next time. */
    JobPlan beside(JobPlan first, String name, List<String> overrides) {
        List<String> own = new ArrayList<>(List.of(
                KafkaOptions.FRAMES_TOPIC.key() + "=" + name + "-frames",
                KafkaOptions.POLICIES_TOPIC.key() + "=" + name + "-policies",
                KafkaOptions.CLASSIFICATIONS_TOPIC.key() + "=" + name + "-classifications",
                KafkaOptions.REJECTS_TOPIC.key() + "=" + name + "-rejects",
                KafkaOptions.THROUGHPUT_TOPIC.key() + "=" + name + "-throughput",
                KafkaOptions.STATES_TOPIC.key() + "=" + name + "-states",
                KafkaOptions.GROUP_ID.key() + "=" + name,
                KafkaOptions.TRANSACTIONAL_ID_PREFIX.key() + "=" + name,
                StageOptions.PRECISION.key() + "="
                        + first.settings().precision().precision().name()));
        first.settings()
                .kafka()
                .topics()
                .bundles()
                .ifPresent(topic -> own.add(RefreshOptions.BUNDLES_TOPIC.key() + "=" + name + "-bundles"));
        own.addAll(overrides);
        return withTopics(JobPlan.read(first.config(), List.of(), own));
    }

    private JobPlan withTopics(JobPlan plan) {
        broker.createTopics(plan.topics(new TopicPlan(Math.max(MIN_PARTITIONS, 2 * plan.parallelism()))));
        return plan;
    }
}

package dev.offramp.cli.policy;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which topic of policies a command works on. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TopicOptions {

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            defaultValue = "offramp-policies",
            description = "The topic of policies (default: ${DEFAULT-VALUE}).")
    private String topic;

    /** Broker and topic, once both have been found to be there. */
    KafkaSettings check() {
        requireTopics(List.of(topic));
        return settings();
    }

    /** The topics of the broker, of which some are needed. */
    Set<String> requireTopics(List<String> wanted) {
        try (var connection = broker.connect()) {
            connection.requireTopics(wanted, "is the name right? ./offramp run --create-topics makes those of a job");
            return connection.topics();
        }
    }

    KafkaSettings settings() {
        var config = new Configuration();
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
        config.set(KafkaOptions.POLICIES_TOPIC, topic);
        broker.properties().forEach((key, value) -> config.setString(KafkaSettings.CLIENT_PREFIX + key, value));
        List<String> problems = new ArrayList<>();
        var settings = KafkaSettings.from(config, problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        return settings;
    }
}
